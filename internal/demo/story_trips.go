package demo

import (
	"context"
	"time"

	"laowu/internal/db"
	"laowu/internal/hiring"
)

// riders are members of the asker who may be taken along, after the first few.
const riders = free + ` OFFSET $5`

// aboard is how many people a coach of the stories takes along.
const aboard = 12

// trips plans a coach for three days from now, and has another leave today for
// the station's area.
func (s *story) trips(ctx context.Context) error {
	return s.as(ctx, db.Association, func(tx *db.Tx) error {
		if _, err := s.coach(ctx, tx, tx.Today().AddDate(0, 0, 3), aboard, hiring.Unreachable); err != nil {
			return err
		}
		id, err := s.coach(ctx, tx, tx.Today(), 0, hiring.Refused)
		if err != nil || id == 0 {
			return err
		}
		boarded, err := ids(ctx, tx, "SELECT person FROM departure_member WHERE county = $1 AND departure = $2 AND answer = 'confirmed' ORDER BY person", id)
		if err != nil || len(boarded) == 0 {
			return err
		}
		return hiring.SetOut(ctx, tx, id, boarded)
	})
}

// coach plans one with its list and what people said on the telephone, the last
// of them something else; 0 where too few would come.
func (s *story) coach(ctx context.Context, tx *db.Tx, on time.Time, after int, last hiring.RiderAnswer) (int64, error) {
	people, err := ids(ctx, tx, riders, tx.Actor.Organisation, tx.Today(), aboard, after)
	if err != nil || len(people) < 3 {
		return 0, err
	}
	id, err := hiring.PlanDeparture(ctx, tx, s.vault, hiring.NewDeparture{
		Employer: "鄂尔多斯示例养老服务有限公司", Trade: "养老护理员", Channel: "association", Place: "150602", PlaceText: "鄂尔多斯市东胜区",
		Origin: "乡政府门口", LeavesOn: on, LeavesAt: "早上 7 点", Transport: "coach", Seats: 30, Contact: "张队长",
	})
	if err != nil {
		return 0, err
	}
	if err := hiring.AddRiders(ctx, tx, id, people); err != nil {
		return 0, err
	}
	for i, person := range people[:len(people)-1] {
		answer := hiring.Confirmed
		if i == len(people)-2 {
			answer = last
		}
		if err := hiring.ConfirmRide(ctx, tx, id, person, answer); err != nil {
			return 0, err
		}
	}
	return id, nil
}
