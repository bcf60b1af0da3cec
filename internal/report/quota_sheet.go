package report

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"laowu/imports/sheet"
	"laowu/internal/db"
)

// WriteQuotas writes quotas as a workbook: a line for each enterprise, a sheet
// with everybody who is counted, and one with what the enterprises stated by the
// day of having found nobody local, which changes no figure.
func WriteQuotas(ctx context.Context, tx *db.Tx, q Quotas, out io.Writer) error {
	w, err := sheet.Create()
	if err != nil {
		return fmt.Errorf("write quotas: %w", err)
	}
	if err := errors.Join(fillQuotas(w, q), fillHires(ctx, tx, w, q), fillWaivers(ctx, tx, w, q)); err != nil {
		return errors.Join(fmt.Errorf("write quotas: %w", err), w.Close())
	}
	if err := w.Save(out); err != nil {
		return errors.Join(fmt.Errorf("write quotas: %w", err), w.Close())
	}
	return nil
}

func fillQuotas(w *sheet.Writer, q Quotas) error {
	titles := []any{
		"企业名称", "统一社会信用代码", "协议起始", "用工形式", "招用人数", "特殊技能", "兴县籍", "占比", "约定", "达标", "还需本地人", "还可招外地人", "在招岗位", "预测",
	}
	s, err := begin(w, "用工协议", "用工协议履行情况（截至 "+q.AsOf.Format(time.DateOnly)+"）", titles,
		[]float64{34, 22, 12, 9, 9, 9, 9, 9, 9, 7, 11, 12, 9, 34})
	if err != nil {
		return err
	}
	for _, e := range q.Enterprises {
		for _, f := range []struct {
			word   string
			quota  Quota
			exempt any
		}{{"长期", e.Regular, nil}, {"临时", e.Temporary.Quota, e.Temporary.Exempt}} {
			var needed any = "招不到"
			if f.quota.Needed != nil {
				needed = *f.quota.Needed
			}
			err := s.Row(e.Name, e.USCC, e.Since, f.word, f.quota.Hires, f.exempt, f.quota.Local, f.quota.Percent(), percent(f.quota.points),
				yes(f.quota.Met), needed, f.quota.OutsidersLeft(), f.quota.posts, f.quota.Forecast())
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func fillHires(ctx context.Context, tx *db.Tx, w *sheet.Writer, q Quotas) error {
	titles := []any{"企业名称", "用工形式", "姓名", "岗位", "入职", "离职", "特殊技能", "兴县籍", "脱贫户", "户籍依据", "依据日期"}
	s, err := begin(w, "人员明细", "计入占比的人员", titles, []float64{34, 9, 10, 16, 12, 12, 9, 9, 9, 12, 12})
	if err != nil {
		return err
	}
	for _, e := range q.Enterprises {
		hires, err := QuotaHires(ctx, tx, e.ID, q.AsOf)
		if err != nil {
			return err
		}
		for _, h := range hires {
			form := map[string]string{"regular": "长期", "temporary": "临时"}[h.Form]
			err := s.Row(e.Name, form, h.Name, h.Trade, h.Started, date(h.Ended), yes(h.Exempt), yes(h.Local), yes(h.Poor), evidence(h.RegisteredBy), date(h.RegisteredOn))
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// begin starts a sheet with its title and headings.
func begin(w *sheet.Writer, name, title string, titles []any, widths []float64) (*sheet.SheetWriter, error) {
	s, err := w.Sheet(name, sheet.Layout{Frozen: 2, Widths: widths})
	if err != nil {
		return nil, err
	}
	return s, errors.Join(s.Title(title, len(titles)), s.Heading(titles...))
}

func yes(b bool) any {
	if b {
		return "是"
	}
	return nil
}

func date(d *time.Time) any {
	if d == nil {
		return nil
	}
	return *d
}

// percent writes a share in basis points.
func percent(points int) string {
	if points%100 == 0 {
		return fmt.Sprintf("%d%%", points/100)
	}
	return fmt.Sprintf("%d.%02d%%", points/100, points%100)
}

func evidence(source string) string {
	return map[string]string{"roster": "会员花名册", "register": "家庭户台账", "staff_list": "企业申报"}[source]
}
