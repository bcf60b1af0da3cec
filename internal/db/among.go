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

// AmongAll ends Among: the rest of the transaction asks for anybody again.
func (t *Tx) AmongAll(ctx context.Context) error { return t.among(ctx, "") }

func (t *Tx) among(ctx context.Context, whom string) error {
	if _, err := t.Exec(ctx, "SELECT set_config('laowu.among', $1, true)", whom); err != nil {
		return fmt.Errorf("say who is asked for: %w", err)
	}
	return nil
}
