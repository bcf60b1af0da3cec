package training

import (
	"context"
	"fmt"
	"strings"

	"laowu/internal/db"
	"laowu/internal/notice"
)

// Remind tells holders, once for each notice, that a certificate ends or is to be
// reviewed within 90 or 30 days; what was missed on the day is told later. Of a
// certificate that is entered with less than 30 days left there is one notice.
func Remind(ctx context.Context, tx *db.Tx) error {
	all, err := Reminders(ctx, tx, tx.Today())
	if err != nil {
		return err
	}
	var news []notice.News
	for _, r := range all {
		step, what := Notices[0], "到期"
		if r.Days <= Notices[1] {
			step = Notices[1]
		}
		if r.Review {
			what = "要复审"
		}
		day := r.Due.Format("2006-01-02")
		news = append(news, notice.News{
			Kind: notice.CertificateDue, To: notice.Person(r.Person), Text: fmt.Sprintf("您的%s %s %s", strings.TrimSpace(r.Title), day, what), Link: "/me#papers",
			Once: fmt.Sprintf("certificate %d %s %s %d", r.Certificate, what, day, step),
		})
	}
	return notice.Tell(ctx, tx, news...)
}
