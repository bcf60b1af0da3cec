package training

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
	"laowu/internal/work"
)

// youngest is the age from which somebody is trained for work, in full years on
// the class's first day (劳动法第十五条: nobody below 16 is employed).
const youngest = 16

// Refusals of an enrolment; their texts go to people as they are.
var (
	ErrUnknown  = errors.New("没有找到这个人，或者不归您管。请核对姓名和身份证号码，不在名册上的先导入花名册")
	ErrName     = errors.New("这个身份证号码登记的是另一个姓名，请核对姓名和号码")
	ErrTwice    = errors.New("这个人已经在这个班里了")
	ErrFull     = errors.New("这个班报满了，请报下一期，或者请开班的人加名额")
	ErrOver     = errors.New("这个班已经结业，不能再报名，请报下一期")
	ErrTooYoung = errors.New("开班时不满 16 周岁，不能报名，请核对出生日期")
)

// FindTrainee finds by name and whole ID number whom to enrol, in sight or not:
// who asks must know both. Refusals name the field: name, number.
func FindTrainee(ctx context.Context, tx *db.Tx, v *access.Vault, name, number string) (int64, error) {
	var f form
	name = value.Name(name)
	if name == "" {
		f.refuse("name", "写姓名")
	}
	id, code := value.ParseIDNumber(value.Raw{Text: number}, value.DayOf(tx.Today()))
	if id.IsZero() {
		if code == "" {
			code = value.Missing
		}
		f.refuse("number", code.Message())
	}
	if err := f.wrong.err(); err != nil {
		return 0, err
	}
	hash, err := v.Hash(access.IDNumber, id.Reveal())
	if err != nil {
		return 0, err
	}
	var person int64
	var same bool
	err = tx.QueryRow(ctx, "SELECT person, same_name FROM access.known(ARRAY[$1::bytea], ARRAY[$2])", hash, name).Scan(&person, &same)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return 0, Refusals{{"number", ErrUnknown.Error()}}
	case err != nil:
		return 0, fmt.Errorf("find trainee: %w", err)
	case !same:
		return 0, Refusals{{"name", ErrName.Error()}}
	}
	return person, nil
}

// classmates are who came to a class.
const classmates = "SELECT person FROM enrolment WHERE county = $1 AND class = $2"

// Enrol gives somebody a seat in a class: by the county, by the institution in
// its own classes, by an association to its people. access.ErrNotFound where
// the class is out of sight; ErrUnknown, ErrTwice, ErrFull, ErrOver,
// ErrTooYoung.
func Enrol(ctx context.Context, tx *db.Tx, class, person int64) error {
	if _, err := FindClass(ctx, tx, class); err != nil {
		return err
	}
	if err := seat(ctx, tx, class, person); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "INSERT INTO enrolment (county, person, class) VALUES ($1, $2, $3)", tx.Actor.County, person, class); err != nil {
		return fmt.Errorf("enrol: %w", err)
	}
	if err := work.Changed(ctx, tx, work.Worker, person); err != nil {
		return err
	}
	return access.Note(ctx, tx, access.Enrolled, "class", class, map[string]any{"person": person})
}

// seat takes one for a person, or says why there is none.
func seat(ctx context.Context, tx *db.Tx, class, person int64) error {
	var starts, ends *time.Time
	var seats *int
	var taken int
	var enrolled, ofAge bool
	err := tx.QueryRow(ctx, "SELECT starts, ends, seats, taken, enrolled, of_age FROM access.take_seat($1, $2, $3, $4)", class, person, youngest, tx.Today()).
		Scan(&starts, &ends, &seats, &taken, &enrolled, &ofAge)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return ErrUnknown
	case err != nil:
		return fmt.Errorf("take seat: %w", err)
	case enrolled:
		return ErrTwice
	case ends != nil && ends.Before(tx.Today()):
		return ErrOver
	case seats != nil && taken >= *seats:
		return ErrFull
	case !ofAge:
		return ErrTooYoung
	}
	return nil
}
