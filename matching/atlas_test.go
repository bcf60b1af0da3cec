package matching

import (
	"strings"
	"testing"

	"laowu/internal/area"
)

// divisions are those of the county and where its people go to work: code,
// name, level, parent; a fifth field names the successor of an old number.
const divisions = `
140000 山西省 province -
150000 内蒙古自治区 province -
141100 吕梁市 prefecture 140000
140100 太原市 prefecture 140000
150600 鄂尔多斯市 prefecture 150000
141123 兴县 county 141100
141102 离石区 county 141100
141124 临县 county 141100
141127 岚县 county 141100
141129 中阳县 county 141100
141130 交口县 county 141100
141181 孝义市 county 141100
141182 汾阳市 county 141100
140105 小店区 county 140100
140106 迎泽区 county 140100
140107 杏花岭区 county 140100
140108 尖草坪区 county 140100
140109 万柏林区 county 140100
140110 晋源区 county 140100
140121 清徐县 county 140100
140181 古交市 county 140100
150602 东胜区 county 150600
150603 康巴什区 county 150600
150621 达拉特旗 county 150600
150622 准格尔旗 county 150600
150623 鄂托克前旗 county 150600
150624 鄂托克旗 county 150600
150625 杭锦旗 county 150600
150626 乌审旗 county 150600
150627 伊金霍洛旗 county 150600
141123100 蔚汾镇 township 141123
141123101 魏家滩镇 township 141123
141123102 瓦塘镇 township 141123
141123103 康宁镇 township 141123
141123104 高家村镇 township 141123
141123105 罗峪口镇 township 141123
141123106 蔡家会镇 township 141123
141123200 交楼申乡 township 141123
141123201 恶虎滩乡 township 141123
141123202 东会乡 township 141123
141123203 固贤乡 township 141123
141123204 奥家湾乡 township 141123
141123205 蔡家崖乡 township 141123
141123206 贺家会乡 township 141123
141123207 孟家坪乡 township 141123
141123208 赵家坪乡 township 141123
141123209 圪𪣻上乡 township 141123
142325 兴县 county 141100 141123
`

func testAtlas() *area.Atlas {
	var areas []area.Area
	for line := range strings.Lines(strings.TrimSpace(divisions)) {
		f := strings.Fields(line)
		a := area.Area{Code: f[0], Name: f[1], Level: area.Level(f[2]), Parent: strings.Trim(f[3], "-")}
		if len(f) > 4 {
			a.Successor = f[4]
		}
		areas = append(areas, a)
	}
	return area.New(areas)
}

func testLexicon(tb testing.TB) *Lexicon {
	tb.Helper()
	l, err := NewLexicon(testAtlas())
	if err != nil {
		tb.Fatal(err)
	}
	return l
}
