package hiring

import (
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// The database compares names as value.Key does.
func TestNameKey(t *testing.T) {
	t.Parallel()
	within(t, func(tx *db.Tx, _ *access.Vault) error {
		for _, name := range []string{"示例铝业有限公司", "示例（集团）公司", "示例 (集团)公司", "【甲】厂", "〔乙〕　厂", "［丙］厂", "ＡＢ物流", "Ab物流", "京东方 BOE", ""} {
			var got string
			if err := tx.QueryRow(t.Context(), "SELECT name_key($1)", name).Scan(&got); err != nil {
				return err
			}
			if got != value.Key(name) {
				t.Errorf("%q: %q, want %q", name, got, value.Key(name))
			}
		}
		return nil
	})
}
