package report

import (
	"context"
	"time"

	"laowu/internal/db"
	"laowu/training"
)

// Outcomes are what came of training as of a day.
type Outcomes struct {
	ByProgramme, ByClass []training.Outcome
}

// CountOutcomes follows the trainees whom the actor sees, each programme's and
// each class's.
func CountOutcomes(ctx context.Context, tx *db.Tx, asOf time.Time) (o Outcomes, err error) {
	err = together(ctx, tx,
		func(ctx context.Context, tx *db.Tx) (err error) {
			o.ByProgramme, err = training.OutcomesByProgramme(ctx, tx, asOf)
			return err //nolint:wrapcheck // says what it did
		},
		func(ctx context.Context, tx *db.Tx) (err error) {
			o.ByClass, err = training.OutcomesByClass(ctx, tx, asOf)
			return err //nolint:wrapcheck // says what it did
		})
	return o, err
}
