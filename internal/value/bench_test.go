package value

import "testing"

// The cells of an import of members, in the forms that fill most of a file and
// in costlier ones.

func BenchmarkIDNumber(b *testing.B) {
	today, _ := NewDay(2026, 11, 24)
	cells(b, func(r Raw) { _, _ = ParseIDNumber(r, today) }, text("142325198312019986"), text("14232519810619998x"), text("１４２３２５１９７６１２２３９９７８"))
}

func BenchmarkPhone(b *testing.B) {
	cells(b, func(r Raw) { _, _ = ParsePhone(r) }, text("14085151909"), text("140 8515 1909"), text("14000000000/0358-0000000"))
}

func BenchmarkDay(b *testing.B) {
	cells(b, func(r Raw) { _, _ = ParseDay(r) }, text("2019-04-01"), date("43556"), text("2019.4"), text("2019年4月1日"))
}

func BenchmarkWage(b *testing.B) {
	cells(b, func(r Raw) { _, _ = ParseWage(r) }, num("2800"), text("3500元"), text("3000/月"), text("3500-4500"), text("0.35万"))
}

func BenchmarkClean(b *testing.B) {
	cells(b, func(r Raw) { _ = Clean(r.Text) }, text("养老护理员"), text("Ａ２驾驶证"))
}

func BenchmarkName(b *testing.B) {
	cells(b, func(r Raw) { _ = Name(r.Text) }, text("樊志秀"), text("王 强"))
}

func BenchmarkKey(b *testing.B) {
	cells(b, func(r Raw) { _ = Key(r.Text) }, text("上王家沟务工协会"), text("示例（集团）公司"))
}

func BenchmarkHouseholdKind(b *testing.B) {
	cells(b, func(r Raw) { _, _ = ParseHouseholdKind(r) }, text("建档立卡贫困户"), text("非建档立卡户"))
}

func BenchmarkYesNo(b *testing.B) {
	cells(b, func(r Raw) { _, _ = ParseYesNo(r) }, text("√"), text("是"))
}

func BenchmarkCount(b *testing.B) {
	cells(b, func(r Raw) { _, _, _ = ParseCount(r, 0, 150) }, num("34"), text("34岁"))
}

func cells(b *testing.B, parse func(Raw), all ...Raw) {
	for _, r := range all {
		b.Run(r.Text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				parse(r)
			}
		})
	}
}
