package roster

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/notice"
)

// tellAsked asks the person for an answer.
func tellAsked(ctx context.Context, tx *db.Tx, person int64, enterprise string) error {
	return notice.Tell(ctx, tx, notice.News{Kind: notice.ConsentAsked, To: notice.Person(person), Text: enterprise + "想看您的姓名和电话，好跟您联系：同意还是不同意，请答复", Link: "/me#waiting"})
}

// tellAnswered tells who asked, and the enterprise of what changes for it.
func tellAnswered(ctx context.Context, tx *db.Tx, consent, person, enterprise int64, to ConsentState) error {
	var role db.Role
	var asked int64
	var name string
	err := tx.QueryRow(ctx, `
		SELECT asked_role, coalesce(asked_for, 0), coalesce(access.organisation_name(county, 'enterprise', enterprise), '') FROM consent WHERE county = $1 AND id = $2`,
		tx.Actor.County, consent).Scan(&role, &asked, &name)
	if err != nil {
		return fmt.Errorf("find who asked: %w", err)
	}
	news := []notice.News{{Kind: notice.ConsentAnswered, To: notice.Sender(role, asked, person), About: person, Text: notice.Who + "对“" + name + "”：" + to.Word(), Link: "/referrals"}}
	if to != ConsentRefused {
		news = append(news, notice.News{Kind: notice.ConsentAnswered, To: notice.Office(db.Enterprise, enterprise), About: person, Text: notice.Who + "：" + to.Word(), Link: "/candidates"})
	}
	return notice.Tell(ctx, tx, news...)
}

// tellRequested tells who answers: the association of the member, else the
// county, which alone erases.
func tellRequested(ctx context.Context, tx *db.Tx, person int64, kind RequestKind) error {
	to := notice.Office(db.County, 0)
	if kind == Correction {
		var association int64
		err := tx.QueryRow(ctx, "SELECT association FROM membership WHERE county = $1 AND person = $2 AND left_on IS NULL", tx.Actor.County, person).Scan(&association)
		if err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return fmt.Errorf("find association: %w", err)
		}
		to = notice.Office(db.Association, association)
	}
	said := map[RequestKind]string{Correction: "请求更正记录", Erasure: "要求删掉自己的信息"}[kind]
	return notice.Tell(ctx, tx, notice.News{Kind: notice.RequestMade, To: to, About: person, Text: notice.Who + said, Link: "/requests"})
}

// tellRequest tells the person what became of it.
func tellRequest(ctx context.Context, tx *db.Tx, person int64, kind RequestKind, field string, state RequestState, answer string) error {
	said := "您要求删掉信息：" + state.Word()
	for _, f := range CorrectionFields() {
		if kind == Correction && f.Name == field {
			said = "您请求更正“" + f.Word + "”：" + state.Word()
		}
	}
	if answer != "" {
		said += "。" + answer
	}
	return notice.Tell(ctx, tx, notice.News{Kind: notice.RequestAnswered, To: notice.Person(person), Text: said, Link: "/me/data#requests"})
}

// tellTransfer tells the other side of a question that is moved.
func tellTransfer(ctx context.Context, tx *db.Tx, id int64, to TransferState, reason string) error {
	said := notice.Who + "的转会：" + to.Word()
	if reason != "" {
		said += "，" + reason
	}
	return notice.TellTransfer(ctx, tx, id, to == TransferWithdrawn, notice.TransferAnswered, said)
}
