package db

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// Among says that the rest of the transaction asks for these people alone. Row
// security then makes its lists of people of them, which takes a township a
// tenth of the time; of others nothing may be found. What the actor does not see
// stays unseen.
func (t *Tx) Among(ctx context.Context, people []int64) error {
	numbers := make([]string, len(people))
	for i, id := range people {
		numbers[i] = strconv.FormatInt(id, 10)
	}
	return t.among(ctx, "{"+strings.Join(numbers, ",")+"}")
}

// Within runs fn as Among has it, and asks for whom it asked before again.
func (t *Tx) Within(ctx context.Context, people []int64, fn func() error) error {
	before := t.whom
	if err := t.Among(ctx, people); err != nil {
		return err
	}
	if err := fn(); err != nil {
		return err
	}
	return t.among(ctx, before)
}

func (t *Tx) among(ctx context.Context, whom string) error {
	if _, err := t.Exec(ctx, "SELECT set_config('laowu.among', $1, true)", whom); err != nil {
		return fmt.Errorf("say who is asked for: %w", err)
	}
	t.whom = whom
	return nil
}
