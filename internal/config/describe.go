package config

import (
	"fmt"
	"strings"
)

// Report is what `laowu config` prints; as JSON it is the document itself.
type Report struct {
	// File is the settings file that was read; empty where there was none.
	File     string  `json:"file"`
	Settings []Entry `json:"settings"`
}

// Entry is one setting in force, its secrets masked.
type Entry struct {
	Name   string `json:"name"`   // the environment variable
	Value  string `json:"value"`  // empty where unset
	Source Source `json:"source"` // flag, env, file or default
	unset  string
}

// Describe tells every setting, secrets masked, and where each came from.
func (c Config) Describe() Report {
	r := Report{File: c.File}
	for _, s := range Settings() {
		e := Entry{Name: s.Env(), Value: *s.at(&c), Source: c.sources[s.Key], unset: s.Unset}
		if e.Value != "" {
			e.Value = s.mask(e.Value)
		}
		r.Settings = append(r.Settings, e)
	}
	return r
}

// String is the report for people, a setting a line.
func (r Report) String() string {
	var lines []string
	for _, e := range r.Settings {
		lines = append(lines, fmt.Sprintf("%-26s %s", e.Name, r.says(e)))
	}
	return strings.Join(lines, "\n")
}

func (r Report) says(e Entry) string {
	origin := map[Source]string{FromFlag: "命令行", FromEnv: "环境变量", FromFile: r.File, FromDefault: "默认"}
	switch {
	case e.Value != "":
		return e.Value + "（" + origin[e.Source] + "）"
	case e.unset != "":
		return "未设置：" + e.unset
	default:
		return "未设置"
	}
}
