package imports

import (
	"context"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/value"
	"laowu/training"
)

// The lists that columns offer.

// ourTownships are the county's townships.
func ourTownships(_ context.Context, _ *db.Tx, env *Env) ([]string, error) {
	all := env.townshipList()
	out := make([]string, len(all))
	for i, one := range all {
		out[i] = one.Name
	}
	return out, nil
}

// ourAssociations are those that a name tells.
func ourAssociations(ctx context.Context, tx *db.Tx, _ *Env) ([]string, error) {
	all, err := roster.Associations(ctx, tx)
	if err != nil {
		return nil, err
	}
	count := map[string]int{}
	for _, a := range all {
		count[value.Key(a.Name)]++
	}
	var out []string
	for _, a := range all {
		if tx.Actor.Role == db.Association && a.ID != tx.Actor.Organisation {
			continue
		}
		if count[value.Key(a.Name)] == 1 {
			out = append(out, a.Name)
		}
	}
	return out, nil
}

func ourProgrammes(ctx context.Context, tx *db.Tx, _ *Env) ([]string, error) {
	all, err := training.Programmes(ctx, tx)
	out := make([]string, len(all))
	for i, p := range all {
		out[i] = p.Name
	}
	return out, err
}

// ourInstitutions are the training institutions: an institution's own alone,
// where it is one that asks.
func ourInstitutions(ctx context.Context, tx *db.Tx, _ *Env) ([]string, error) {
	all, err := access.Offices(ctx, tx, "trainer")
	var out []string
	for _, o := range all {
		if tx.Actor.Role != db.Trainer || o.ID == tx.Actor.Organisation {
			out = append(out, o.Name)
		}
	}
	return out, err
}

func channelWords() []string {
	return wordsOf(hiring.Channel.Word, "association", "enterprise", "workshop", "public_welfare", "brand", "forestry", "self")
}

func statusWords() []string {
	return wordsOf(value.Status.Word, value.WorksAway, value.WorksHere, value.NoWork, value.FarmsAlone, value.OffMarket)
}

// reasonWords are the words of all reasons for which work ends.
func reasonWords() []string {
	return wordsOf(func(r followup.Reason) string { return firstSaid(endReasons)(string(r)) }, followup.Reasons()...)
}

func wordsOf[T ~string](word func(T) string, of ...T) []string {
	out := make([]string, len(of))
	for i, one := range of {
		out[i] = word(one)
	}
	return out
}

// schooling and kin are what people usually write; the columns take more.
func schooling() []string {
	return []string{"小学", "初中", "高中", "中专", "大专", "本科", "研究生", "文盲"}
}

func kin() []string {
	return []string{"户主", "配偶", "儿子", "女儿", "父亲", "母亲", "儿媳", "女婿", "孙子", "孙女", "其他"}
}

func levels() []string { return []string{"一级", "二级", "三级", "四级", "五级"} }
