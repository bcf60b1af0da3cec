package training

import "strings"

// levelWords are the five skill levels: the smaller, the higher. 高级技师 comes
// before the words that it holds.
var levelWords = []struct {
	word  string
	level int
}{
	{"高级技师", 1}, {"技师", 2}, {"一级", 1}, {"二级", 2}, {"三级", 3}, {"四级", 4}, {"五级", 5}, {"高级", 3}, {"中级", 4}, {"初级", 5},
	{"1级", 1}, {"2级", 2}, {"3级", 3}, {"4级", 4}, {"5级", 5},
}

// LevelIn finds the skill level that a text names: 养老护理员（四级）, 中级工. 0
// where it names none.
func LevelIn(text string) int {
	text = fold(text)
	for _, l := range levelWords {
		if strings.Contains(text, l.word) {
			return l.level
		}
	}
	return 0
}

// LevelName is what a level is called, 五级 to 一级; empty for none.
func LevelName(level int) string {
	if level < 1 || level > 5 {
		return ""
	}
	return []string{"一级", "二级", "三级", "四级", "五级"}[level-1]
}
