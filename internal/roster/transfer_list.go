package roster

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// TransferAsk is a question as its asker reads it: not who counts the person.
type TransferAsk struct {
	ID           int64
	Name         string     // as it was asked; empty where he was erased since
	Born         *time.Time // as the number says; nil where he was erased since
	By           string     // the association that asks
	From         string     // the association that he left; empty until it was agreed
	Said         string     // why; empty where an import met him
	Import       int64      // that met him; 0: none
	AskedAt      time.Time
	AnswerBy     time.Time // after this day the county decides
	State        TransferState
	Reason       string // of a refusal
	AnsweredRole db.Role
	AnsweredAt   *time.Time
}

// TransfersAsked lists the last questions of the actor's associations, open ones
// first, then the newest. The county has none of its own: it reads Transfers.
func TransfersAsked(ctx context.Context, tx *db.Tx, limit int) ([]TransferAsk, error) {
	rows, err := tx.Query(ctx, `
		SELECT t.id, t.name, t.born, a.name AS by, t.whence AS "from", t.said, coalesce(t.by_import, 0) AS import, t.asked_at, t.answer_by, t.state, t.reason,
		       t.answered_role, t.answered_at
		FROM access.transfers_asked() t JOIN association a ON a.county = $1 AND a.id = t.of_association
		ORDER BY t.state <> 'open', coalesce(t.answered_at, t.asked_at) DESC, t.id DESC LIMIT $2`, tx.Actor.County, limit)
	if err != nil {
		return nil, fmt.Errorf("list questions asked: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[TransferAsk])
	if err != nil {
		return nil, fmt.Errorf("list questions asked: %w", err)
	}
	return all, nil
}

// Transfer is a question as the answering side, the county and the person
// himself read it.
type Transfer struct {
	ID         int64
	Person     int64
	Name       string // masked for the auditor, who reads no words either
	Village    string // its name; empty where the person is out of the actor's sight
	IDMasked   string // likewise
	From       string // the association that counts him, or did
	By         string // the association that asks
	ByTownship string // where that is
	Said       string // why; empty where an import met him
	Import     int64  // that met him; 0: none
	AskedAt    time.Time
	AnswerBy   time.Time // after this day the county decides
	Late       bool      // that day is past and nobody answered
	State      TransferState
	Reason     string
	AnsweredAt *time.Time
}

// OpenTransfers lists those that wait for an answer of the actor's side, the
// oldest first; the county's all, late ones first.
func OpenTransfers(ctx context.Context, tx *db.Tx, v *access.Vault, limit int) ([]Transfer, error) {
	all, err := listTransfers(ctx, tx, `
		t.state = 'open' AND ($3::boolean OR t.from_association IN (SELECT access.associations()))
		ORDER BY t.answer_by >= $2, t.asked_at, t.id LIMIT $4`, seesCounty(tx), limit)
	if err != nil {
		return nil, err
	}
	return all, maskTransfers(ctx, tx, v, all)
}

// AnsweredTransfers lists those of the actor's side that were answered or are
// past, the newest first.
func AnsweredTransfers(ctx context.Context, tx *db.Tx, limit int) ([]Transfer, error) {
	return listTransfers(ctx, tx, `
		t.state <> 'open' AND ($3::boolean OR t.from_association IN (SELECT access.associations()))
		ORDER BY t.answered_at DESC, t.id DESC LIMIT $4`, seesCounty(tx), limit)
}

// TransfersOf lists a person's that the actor sees, the newest first;
// access.ErrNotFound where the person is out of sight.
func TransfersOf(ctx context.Context, tx *db.Tx, person int64) ([]Transfer, error) {
	if err := seen(ctx, tx, person); err != nil {
		return nil, err
	}
	return listTransfers(ctx, tx, "t.person = $3 ORDER BY t.asked_at DESC, t.id DESC", person)
}

func seesCounty(tx *db.Tx) bool {
	return tx.Actor.Role == db.County || tx.Actor.Role == db.Admin || tx.Actor.Role == db.Auditor
}

// listTransfers finds those of a condition; $1 is the county, $2 the day, what
// follows are args. Of who is another's member now, the name is the asker's.
func listTransfers(ctx context.Context, tx *db.Tx, which string, args ...any) ([]Transfer, error) {
	rows, err := tx.Query(ctx, `
		SELECT t.id, t.person, coalesce(p.name, nullif(t.name, ''), '`+Erased+`') AS name, coalesce(v.name, p.village, '') AS village, '' AS id_masked,
		       f.name AS "from", b.name AS by, w.name AS by_township, t.said, coalesce(t.import, 0) AS import, t.asked_at, t.answer_by,
		       t.state = 'open' AND t.answer_by < $2 AS late, t.state, t.reason, t.answered_at
		FROM transfer t
		LEFT JOIN person p ON p.county = t.county AND p.id = t.person
		LEFT JOIN area v ON v.code = p.village
		JOIN association f ON f.county = t.county AND f.id = t.from_association
		JOIN association b ON b.county = t.county AND b.id = t.to_association JOIN area w ON w.code = b.township
		WHERE t.county = $1 AND `+which, append([]any{tx.Actor.County, tx.Today()}, args...)...)
	if err != nil {
		return nil, fmt.Errorf("list transfers: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Transfer])
	if err != nil {
		return nil, fmt.Errorf("list transfers: %w", err)
	}
	if tx.Actor.Role == db.Auditor {
		for i, t := range all {
			all[i].Name, all[i].Said, all[i].Reason = value.MaskName(t.Name), "", ""
		}
	}
	return all, nil
}

// maskTransfers adds the masked numbers of whom the actor sees.
func maskTransfers(ctx context.Context, tx *db.Tx, v *access.Vault, all []Transfer) error {
	people := make([]int64, len(all))
	for i, t := range all {
		people[i] = t.Person
	}
	numbers, err := MaskedIDs(ctx, tx, v, people)
	for i := range all {
		all[i].IDMasked = numbers[all[i].Person]
	}
	return err
}
