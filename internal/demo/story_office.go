package demo

import (
	"context"
	"errors"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/report"
	"laowu/training"
)

// waivers has the enterprise say that it finds nobody, and the association that
// it has nobody.
func (s *story) waivers(ctx context.Context) error {
	var id int64
	err := s.as(ctx, db.Enterprise, func(tx *db.Tx) (err error) {
		id, err = hiring.StateWaiver(ctx, tx, hiring.NewWaiver{Trade: "制冷设备维修工", Form: hiring.Regular, Posts: 2, Reason: "登了两个月，没有会修冷库的本地人来应聘"})
		if errors.Is(err, hiring.ErrNoAgreement) {
			return nil
		}
		return err
	})
	if err != nil || id == 0 {
		return err
	}
	return s.as(ctx, db.Association, func(tx *db.Tx) error { return hiring.NobodyForWaiver(ctx, tx, id) })
}

// class opens one of the trainer's, and enrols members in it.
func (s *story) class(ctx context.Context) error {
	var id int64
	err := s.as(ctx, db.Trainer, func(tx *db.Tx) error {
		programmes, err := ids(ctx, tx, "SELECT id FROM programme WHERE $1 <> '' ORDER BY id LIMIT 1")
		if err != nil || len(programmes) == 0 {
			return err
		}
		id, err = training.OpenClass(ctx, tx, training.Plan{
			Programme: programmes[0], Number: "演示第1期", Institution: "演示培训学校", Trade: "养老护理员", Level: 5,
			Starts: tx.Today().AddDate(0, 0, 10), Ends: tx.Today().AddDate(0, 0, 40), Hours: 160, Seats: 40,
		})
		return err
	})
	if err != nil || id == 0 {
		return err
	}
	return s.as(ctx, db.Association, func(tx *db.Tx) error {
		people, err := ids(ctx, tx, riders, tx.Actor.Organisation, tx.Today(), aboard, referredEach)
		if err != nil {
			return err
		}
		for _, person := range people {
			if err := training.Enrol(ctx, tx, id, person); err != nil {
				return err
			}
		}
		return nil
	})
}

// closedMonths is how many months of quotas are closed.
const closedMonths = 6

// quotas closes the months before this one, as the county does month by month.
func (s *story) quotas(ctx context.Context) error {
	return s.as(ctx, db.County, func(tx *db.Tx) error {
		for back := closedMonths; back > 0; back-- {
			today := tx.Today()
			month := today.AddDate(0, 0, 1-today.Day()).AddDate(0, -back, 0)
			if _, err := report.FreezeQuotas(ctx, tx, month); err != nil && !errors.Is(err, report.ErrNoQuotas) && !errors.Is(err, report.ErrFrozen) {
				return err
			}
		}
		return nil
	})
}
