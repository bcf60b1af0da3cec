package web

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/web/templates"
)

// lookTime is how long the database may take to say how far an import is.
const lookTime = 5 * time.Second

// importProgress streams how far an import is, until nobody waits for it.
func (s *Server) importProgress(c *fiber.Ctx) error {
	actor, id := s.actor(c), importOf(c)
	if _, err := s.Imports.Progress(c.UserContext(), actor, id); err != nil {
		return importRefusal(err)
	}
	return s.stream(c, func() (string, bool, error) {
		ctx, cancel := context.WithTimeout(context.Background(), lookTime)
		defer cancel()
		now, err := s.Imports.Progress(ctx, actor, id)
		if err != nil {
			return "", true, err
		}
		event, err := json.Marshal(map[string]any{"text": progressWord(now), "done": now.Done, "total": now.Total, "over": !now.Busy()})
		return string(event), !now.Busy(), err
	})
}

// progressWord says how far an import is.
func progressWord(p imports.Progress) string {
	doing := "排着队，前面的办完就轮到"
	switch p.Step {
	case "reading":
		doing = "正在读文件、核对"
	case "writing":
		doing = "正在写入"
	case "ended":
		return "办完了"
	}
	if p.Total > 0 {
		doing += fmt.Sprintf("，第 %s 行，共约 %s 行", thousands(min(p.Done, p.Total)), thousands(p.Total))
	}
	return doing
}

// working is an import under way as pages show it.
func working(id int64, name string, p imports.Progress) templates.Progress {
	return templates.Progress{Name: name, Text: progressWord(p), Done: min(p.Done, p.Total), Total: p.Total, Watch: importPath(id) + streamEnd}
}
