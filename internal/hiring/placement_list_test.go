package hiring

import (
	"fmt"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

func TestSpells(t *testing.T) {
	t.Parallel()
	within(t, func(tx *db.Tx, _ *access.Vault) error {
		_, err := tx.Exec(t.Context(), `
			INSERT INTO enterprise (id, county, uscc, name) VALUES (1, '141123', '91141123MA0AL47R7J', '示例铝业有限公司');
			INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed) VALUES
			  ('141123', 1, '王建', 'male', '1976-03-08', '\x01', ''), ('141123', 2, '李英', 'female', '1970-01-01', '\x02', '');
			INSERT INTO placement (county, person, enterprise, employer, trade_text, place, place_text, away, channel, wage_min, started, ended, reported_on, sources)
			VALUES ('141123', 1, NULL, '小吃店', '煎饼', '150602', '东胜', true, 'self', 3100, '2020-03-01', '2021-03-01', '2020-04-01', '{roster}'),
			       ('141123', 1, 1, '', '', NULL, '', NULL, '', NULL, NULL, NULL, '2022-04-01', '{roster,visit}'),
			       ('141123', 2, NULL, '别人的', '', NULL, '', NULL, '', NULL, NULL, NULL, '2022-04-01', '{roster}')`)
		if err != nil {
			return err
		}
		all, err := Spells(t.Context(), tx, 1)
		got := ""
		for _, s := range all {
			got += fmt.Sprintf("%d %s %s %s %s %v %v %s %v %v %v;",
				s.Enterprise, s.Employer, s.Trade, s.Place, s.PlaceText, s.Away != nil, s.FullTime, s.Channel.Word(), s.WageMin != nil, s.Started != nil, s.Sources)
		}
		if want := "1 示例铝业有限公司    false true  false false [roster visit];0 小吃店 煎饼 150602 东胜 true true 自主就业 true true [roster];"; got != want {
			t.Errorf("work\n%s, want\n%s", got, want)
		}
		return err
	})
}
