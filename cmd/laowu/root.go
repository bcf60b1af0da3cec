package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"laowu/internal/config"
)

// The exit codes of contract section 3.
const (
	exitDone     = 0
	exitFailed   = 1
	exitUsage    = 2
	exitRejected = 3
)

// streams are what a command reads and writes beside its arguments.
type streams struct {
	out, err io.Writer
	getenv   func(string) string
	debug    bool // the log tells all that there is: tests look through it
}

// cli is one call of the program.
type cli struct {
	streams
	flags  map[string]string
	config string
	asJSON bool
}

// run carries out one command and returns its exit code.
func run(ctx context.Context, args []string, s streams) int {
	c := &cli{streams: s, flags: map[string]string{}}
	root := c.root()
	root.SetArgs(args)
	return c.exit(root.ExecuteContext(ctx))
}

func (c *cli) root() *cobra.Command {
	root := &cobra.Command{
		Use: "laowu", Short: "劳务：县级劳务输转平台", SilenceUsage: true, SilenceErrors: true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cmd.Help()
		},
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage("没有 %q 这个命令；laowu --help 列出所有命令", args[0])
			}
			return nil
		},
	}
	root.SetOut(c.out)
	root.SetErr(c.err)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return flagError(err) })
	root.SetHelpTemplate(helpTemplate)
	root.SetHelpCommand(&cobra.Command{Hidden: true})
	for _, s := range config.Settings() {
		if s.Flag() != "" {
			root.PersistentFlags().Var(setting{c.flags, s}, s.Flag(), s.Usage)
		}
	}
	root.PersistentFlags().StringVar(&c.config, "config", "", "设置文件，缺省是当前目录的 laowu.toml")
	root.AddCommand(c.serve(), c.migrate(), c.demo(), c.imports(), c.undo(), c.export(), c.template(), c.search(), c.match(), c.reindex(), c.report(), c.retention(), c.vault(), c.org(), c.people(), c.enterprises(), c.user(), c.audit(), c.health(), c.showConfig(), c.version())
	return root
}

// setting is a flag that overrides one setting.
type setting struct {
	flags map[string]string
	config.Setting
}

func (s setting) String() string     { return "" }
func (s setting) Type() string       { return "值" }
func (s setting) Set(v string) error { s.flags[s.Key] = v; return nil }

// load reads the settings that are in force for this call.
func (c *cli) load() (config.Config, error) {
	cfg, err := config.Load(c.flags, c.getenv, c.config)
	if err != nil {
		return cfg, people(err)
	}
	return cfg, nil
}

// print writes a document as JSON, and nothing else.
func (c *cli) print(doc any) error {
	e := json.NewEncoder(c.out)
	e.SetIndent("", " ")
	e.SetEscapeHTML(false)
	if err := e.Encode(doc); err != nil {
		return fmt.Errorf("write answer: %w", err)
	}
	return nil
}

const helpTemplate = `{{with (or .Long .Short)}}{{.}}

{{end}}用法：{{.UseLine}}{{if .HasAvailableSubCommands}}

命令：{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

选项：
{{.LocalNonPersistentFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}

设置（也可写进环境变量或 laowu.toml）：
{{if .HasParent}}{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{else}}{{.PersistentFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`
