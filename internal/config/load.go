package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// DefaultFile is looked for in the working directory where no file is named.
const DefaultFile = "laowu.toml"

// Source is where a value came from.
type Source string

// The sources, strongest first.
const (
	FromFlag    Source = "flag"
	FromEnv     Source = "env"
	FromFile    Source = "file"
	FromDefault Source = "default"
)

// errOwnerAlone refuses settings that would migrate one database and use another.
var errOwnerAlone = errors.New("设了 LAOWU_DATABASE_OWNER_URL，却没有设 LAOWU_DATABASE_URL：两者要指同一个数据库")

// errHookAlone refuses a receiver that could not tell whether it is we who tell.
var errHookAlone = errors.New("设了 LAOWU_WEBHOOK_URL，还要设 LAOWU_WEBHOOK_SECRET：对方靠签名认出是我们")

// Load reads the settings. flags holds the flags that were given, by
// Setting.Key; an empty one puts the default back. getenv gives the
// environment, where empty means unset. path names the settings file, which
// must exist then; where it is empty, DefaultFile is read if it is there. An
// error is one sentence for people and never holds a value that may be secret.
func Load(flags map[string]string, getenv func(string) string, path string) (Config, error) {
	c := Config{sources: map[string]Source{}}
	file, err := c.readFile(path)
	if err != nil {
		return Config{}, err
	}
	for _, s := range Settings() {
		value, from := s.pick(flags, getenv, file)
		if value != "" {
			if value, err = s.check(value); err != nil {
				return Config{}, fmt.Errorf("%s%w", s.named(from, c.File), err)
			}
		}
		*s.at(&c) = value
		c.sources[s.Key] = from
	}
	if c.DatabaseURL == "" && c.DatabaseOwnerURL != "" {
		return Config{}, errOwnerAlone
	}
	if c.WebhookURL != "" && c.WebhookSecret == "" {
		return Config{}, errHookAlone
	}
	c.fill()
	return c, nil
}

// pick takes the strongest source that has the setting.
func (s Setting) pick(flags map[string]string, getenv func(string) string, file map[string]string) (string, Source) {
	if v, given := flags[s.Key]; given && v != "" {
		return v, FromFlag
	} else if given {
		return s.Default, FromDefault
	}
	if v := getenv(s.Env()); v != "" {
		return v, FromEnv
	}
	if v := file[s.Key]; v != "" {
		return v, FromFile
	}
	return s.Default, FromDefault
}

// named is the setting as the user wrote it.
func (s Setting) named(from Source, file string) string {
	switch from {
	case FromFlag:
		return "--" + s.Flag()
	case FromFile:
		return file + " 里的 " + s.Key
	default:
		return s.Env()
	}
}

// readFile reads the settings file into text values by key.
func (c *Config) readFile(path string) (map[string]string, error) {
	named := path != ""
	if !named {
		path = DefaultFile
	}
	data, err := os.ReadFile(path) //nolint:gosec // the path is the operator's own
	if errors.Is(err, fs.ErrNotExist) {
		if named {
			return nil, fmt.Errorf("没有设置文件 %s", path)
		}
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("读不了设置文件：%w", err)
	}
	c.File = path
	var raw map[string]any
	if _, err := toml.Decode(string(data), &raw); err != nil {
		return nil, notTOML(path, err)
	}
	return texts(path, raw)
}

// notTOML tells the line alone: the library's own text may quote a secret.
func notTOML(path string, err error) error {
	var parse toml.ParseError
	if errors.As(err, &parse) {
		return fmt.Errorf("%s 第 %d 行不是有效的 TOML，写法是：名称 = \"值\"", path, parse.Position.Line)
	}
	return fmt.Errorf("%s 不是有效的 TOML", path)
}

// texts refuses keys that are no setting and values that are no text.
func texts(path string, raw map[string]any) (map[string]string, error) {
	var keys, unknown []string
	for _, s := range Settings() {
		keys = append(keys, s.Key)
	}
	out := map[string]string{}
	for key, value := range raw {
		text, ok := value.(string)
		switch {
		case !slices.Contains(keys, key):
			unknown = append(unknown, key)
		case !ok:
			return nil, fmt.Errorf("%s 里的 %s：值要加引号，例如 county = \"141123\"", path, key)
		default:
			out[key] = text
		}
	}
	if len(unknown) > 0 {
		slices.Sort(unknown)
		return nil, fmt.Errorf("%s 里没有这样的设置：%s；可用的有：%s", path,
			strings.Join(unknown, "、"), strings.Join(keys, "、"))
	}
	return out, nil
}
