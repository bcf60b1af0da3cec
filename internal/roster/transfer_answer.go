package roster

import (
	"context"
	"fmt"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/work"
)

// AnswerTransfer agrees, and then the person is the asker's member from today
// on, or refuses with a reason of at most 500 characters without numbers. For
// the association that counts him, its township and the county.
// access.ErrNotFound where the question does not concern the actor; ErrRole,
// ErrTransferEnded, ErrTransferSide, ErrTransferReason, ErrTransferMoved,
// ErrSaidLong, ErrSaidNumber.
func AnswerTransfer(ctx context.Context, tx *db.Tx, id int64, agreed bool, reason string) error {
	reason, err := checkSaid(reason)
	if err != nil {
		return err
	}
	if !agreed {
		return moveTransfer(ctx, tx, id, TransferRefused, reason)
	}
	// An import that has found him as a member must not write on after he is
	// another's.
	if err := Alone(ctx, tx); err != nil {
		return err
	}
	return moveTransfer(ctx, tx, id, TransferAgreed, "")
}

// WithdrawTransfer takes a question back: for the association that asked, its
// township and the county. The refusals are AnswerTransfer's.
func WithdrawTransfer(ctx context.Context, tx *db.Tx, id int64) error {
	return moveTransfer(ctx, tx, id, TransferWithdrawn, "")
}

// transferOutcomes are the refusals of access.move_transfer.
var transferOutcomes = map[string]error{
	"unknown": access.ErrNotFound, "side": ErrTransferSide, "ended": ErrTransferEnded, "unsaid": ErrTransferReason, "moved": ErrTransferMoved,
}

// transferNotes are what the audit trail calls the moves.
var transferNotes = map[TransferState]access.Action{
	TransferAgreed: access.TransferAgreed, TransferRefused: access.TransferNo, TransferWithdrawn: access.TransferEnded,
}

func moveTransfer(ctx context.Context, tx *db.Tx, id int64, to TransferState, reason string) error {
	if err := only(tx, transferAskers...); err != nil {
		return err
	}
	var outcome string
	var person *int64
	err := tx.QueryRow(ctx, "SELECT outcome, whom FROM access.move_transfer($1, $2, $3, $4, $5)", id, to, reason, tx.Now, tx.Today()).Scan(&outcome, &person)
	if err != nil {
		return fmt.Errorf("answer transfer: %w", err)
	}
	if refused := transferOutcomes[outcome]; refused != nil {
		return refused
	}
	if to == TransferAgreed {
		if err := work.Changed(ctx, tx, work.Worker, *person); err != nil {
			return err
		}
	}
	if err := tellTransfer(ctx, tx, id, to, reason); err != nil {
		return err
	}
	detail := map[string]any{"transfer": id}
	if reason != "" {
		detail["reason"] = reason
	}
	return access.Note(ctx, tx, transferNotes[to], "person", *person, detail)
}
