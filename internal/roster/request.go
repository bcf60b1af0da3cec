package roster

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// RequestKind says what a person asks of his record.
type RequestKind string

// The kinds, as they are stored.
const (
	Correction RequestKind = "correction"
	Erasure    RequestKind = "erasure"
)

// RequestState says how far a request is.
type RequestState string

// The states, as they are stored.
const (
	RequestOpen    RequestState = "open"
	RequestDone    RequestState = "done"
	RequestRefused RequestState = "refused"
)

// Word is what people call it.
func (s RequestState) Word() string {
	return map[RequestState]string{RequestOpen: "在办", RequestDone: "已办", RequestRefused: "没有办"}[s]
}

// The refusals of a request; their texts go to people as they are.
var (
	ErrErasureOpen  = errors.New("已经提出过删除，县里正在办")
	ErrRequestEnded = errors.New("这个请求已经办过了")
	ErrReason       = errors.New("不办要写明原因，本人看得到")
)

// askers may ask for a person: himself, or who acts for him.
var askers = []db.Role{db.Worker, db.Association, db.Township, db.County, db.Admin}

// AskCorrection asks that a field of CorrectionFields be corrected: said is
// what is right, of at most 500 characters and without ID and telephone
// numbers. It returns the request's number. access.ErrNotFound where the person
// is out of sight; ErrRole, ErrField, ErrSaidNone, ErrSaidLong, ErrSaidNumber.
func AskCorrection(ctx context.Context, tx *db.Tx, person int64, field, said string) (int64, error) {
	said, err := checkCorrection(field, said)
	if err != nil {
		return 0, err
	}
	return request(ctx, tx, person, Correction, field, said)
}

// AskErasure asks that the record be erased; ErrErasureOpen where that was
// asked and is not answered yet. Otherwise as AskCorrection.
func AskErasure(ctx context.Context, tx *db.Tx, person int64) (int64, error) {
	return request(ctx, tx, person, Erasure, "", "")
}

func request(ctx context.Context, tx *db.Tx, person int64, kind RequestKind, field, said string) (id int64, err error) {
	if err := only(tx, askers...); err != nil {
		return 0, err
	}
	if err := seen(ctx, tx, person); err != nil {
		return 0, err
	}
	err = tx.QueryRow(ctx, `
		INSERT INTO request (county, person, kind, field, said, made_at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (county, person) WHERE kind = 'erasure' AND state = 'open' DO NOTHING RETURNING id`,
		tx.Actor.County, person, kind, field, said, tx.Now).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, ErrErasureOpen
	}
	if err != nil {
		return 0, fmt.Errorf("ask: %w", err)
	}
	if err := tellRequested(ctx, tx, person, kind); err != nil {
		return 0, err
	}
	return id, noteRequest(ctx, tx, access.RequestMade, id, person, kind, field)
}

func noteRequest(ctx context.Context, tx *db.Tx, action access.Action, id, person int64, kind RequestKind, field string) error {
	return access.Note(ctx, tx, action, "person", person, map[string]any{"request": id, "kind": kind, "field": field})
}
