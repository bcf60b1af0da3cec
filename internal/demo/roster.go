package demo

import (
	"context"
	"fmt"
	"slices"
)

// Roster writes one workbook with the county's first rows members on one sheet
// of 22 columns: what a benchmark imports. The associations are those of
// Write's workbooks for the same options.
func Roster(ctx context.Context, path string, rows int, o Options) error {
	if err := o.check(); err != nil {
		return err
	}
	c, err := build(o)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	f := c.wholeRoster()
	if rows < 0 || rows > len(f.rows) {
		return fmt.Errorf("%w：要 %d 名，有 %d 名", ErrRows, rows, len(f.rows))
	}
	f.rows = f.rows[:rows]
	return save(path, writing{draw: newDraw(o.Seed, streamBooks)}, f.write)
}

// wholeRoster is every member, with what a township's roster has but for
// people (民族) and remarks.
func (c *county) wholeRoster() form[memberRow] {
	f := form[memberRow]{
		sheet: "花名册", title: "兴县2019年务工协会会员花名册（演示数据）", groups: true,
		above: []any{"填报单位：兴县人社局", nil, nil, nil, nil, nil, "填报日期：2019年12月31日"},
	}
	f.columns = slices.DeleteFunc(memberColumns(), func(c column[memberRow]) bool { return c.titles == "民族" || c.titles == "备注" })
	for _, t := range c.townships {
		for _, v := range t.villages {
			for _, p := range v.members {
				f.rows = append(f.rows, memberRow{len(f.rows) + 1, p})
			}
		}
	}
	return f
}
