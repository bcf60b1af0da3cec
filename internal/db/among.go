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

// AmongOf is Among of those whom the actor sees of a class, a placement or a case,
// found without a list of all whom he sees.
func (t *Tx) AmongOf(ctx context.Context, noun string, id int64) error {
	var people []int64
	if err := t.QueryRow(ctx, "SELECT ARRAY (SELECT access.people_of($1, $2))", noun, id).Scan(&people); err != nil {
		return fmt.Errorf("find whom a %s concerns: %w", noun, err)
	}
	return t.Among(ctx, people)
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
