package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/hiring"
	"laowu/matching"
)

// route is one line of the table: nobody comes where their role is not named.
// A parameter is named after the noun whose number it is.
type route struct {
	method string
	path   string
	roles  []db.Role
	handle func(*Server, *fiber.Ctx) error
}

// Who may come, where a line names several. A visitor without a login is
// db.Nobody; who gave a right password and is not in yet is Entering.
var (
	everybody = append([]db.Role{db.Nobody, Entering}, db.Roles()...)
	knocking  = []db.Role{db.Nobody, Entering}
	strangers = append([]db.Role{db.Nobody}, db.Roles()...) // a code is claimed with a login too
	entering  = []db.Role{Entering}
	known     = append([]db.Role{Entering}, db.Roles()...)

	looksAfter = []db.Role{db.Association, db.Township, db.Station, db.County, db.Auditor, db.Admin}
	reveals    = []db.Role{db.Association, db.Township, db.Station, db.County, db.Admin}
	refers     = []db.Role{db.Association, db.Township, db.Station, db.Enterprise, db.County, db.Auditor, db.Admin}
	requests   = []db.Role{db.Association, db.County, db.Admin}
	senders    = []db.Role{db.Association, db.Township, db.Station, db.Trainer, db.Enterprise, db.County, db.Admin} // of workbooks; of which kinds, the kind says
	workers    = []db.Role{db.Worker}
	employers  = []db.Role{db.Enterprise}
	admins     = []db.Role{db.Admin}
)

// routes is the map of the site and the policy of access; limited names what
// has a limit of its own. What lies under /api is internal/api's.
var routes = []route{
	{"GET", "/", everybody, limited(limitSearch, (*Server).openingList)},
	{"GET", "/openings/new", hiring.Keepers, (*Server).openingNew},
	{"POST", "/openings", hiring.Keepers, (*Server).openingCreate},
	{"GET", "/openings/:opening", everybody, limited(limitSearch, (*Server).openingShow)},
	{"POST", "/openings/:opening/refer", workers, (*Server).openingRefer},
	{"POST", "/openings/:opening/ask", workers, (*Server).openingAsk},
	{"POST", "/openings/:opening/confirm", hiring.Keepers, (*Server).openingConfirm},
	{"POST", "/openings/:opening/reopen", hiring.Keepers, (*Server).openingReopen},
	{"GET", "/openings/:opening/poster", everybody, limited(limitSearch, (*Server).openingPoster)},
	{"GET", "/openings/:opening/manage", hiring.Keepers, (*Server).openingManage},
	{"GET", "/openings/:opening/clone", hiring.Keepers, (*Server).openingClone},
	{"GET", "/openings/:opening/edit", hiring.Keepers, (*Server).openingEdit},
	{"POST", "/openings/:opening/edit", hiring.Keepers, (*Server).openingChange},
	{"POST", "/openings/:opening/extend", hiring.Keepers, (*Server).openingExtend},
	{"POST", "/openings/:opening/pause", hiring.Keepers, (*Server).openingPause},
	{"POST", "/openings/:opening/close", hiring.Keepers, (*Server).openingClose},
	{"GET", "/help", everybody, (*Server).helpShow},
	{"GET", "/help/imports", everybody, (*Server).kindList},
	{"GET", "/help/imports/:kind", everybody, (*Server).kindShow},
	{"GET", "/privacy", everybody, (*Server).privacyShow},
	{"GET", "/style", everybody, (*Server).styleShow},
	{"POST", "/style", everybody, (*Server).styleSave},
	{"GET", "/complaint", everybody, (*Server).complaintShow},
	{"POST", "/complaint", everybody, limited(limitComplain, (*Server).complaintSave)},
	{"POST", "/complaint/receipt", everybody, limited(limitLogin, (*Server).receiptFind)},
	{"GET", "/complaint/:receipt", everybody, limited(limitLogin, (*Server).receiptShow)},
	{"GET", "/complaints", followup.ComplaintReaders, (*Server).complaintList},
	{"GET", "/complaints/:complaint", followup.ComplaintReaders, (*Server).complaintRead},
	{"POST", "/complaints/:complaint", followup.ComplaintReaders, (*Server).complaintAnswer},
	{"POST", "/complaints/:complaint/reveal", followup.ComplaintReaders, limited(limitReveal, (*Server).complaintReveal)},
	{"GET", "/robots.txt", everybody, (*Server).robotsShow},
	{"GET", "/static/:name", everybody, (*Server).staticShow},
	{"GET", "/healthz", everybody, (*Server).healthShow},
	{"GET", "/readyz", everybody, (*Server).readyShow},

	{"GET", "/login", everybody, limited(limitLogin, (*Server).loginShow)},
	{"POST", "/login", knocking, limited(limitLogin, (*Server).loginSave)},
	{"GET", "/login/code", known, (*Server).factorShow},
	{"POST", "/login/code", entering, limited(limitLogin, (*Server).factorSave)},
	{"GET", "/login/bind", known, (*Server).bindShow},
	{"POST", "/login/bind", known, limited(limitLogin, (*Server).bindSave)},
	{"GET", "/password", known, (*Server).passwordShow},
	{"POST", "/password", known, limited(limitLogin, (*Server).passwordSave)},
	{"GET", "/switch", known, (*Server).switchShow},
	{"POST", "/switch", known, (*Server).switchSave},
	{"POST", "/logout", known, (*Server).logoutSave},
	{"GET", "/typed", db.Roles(), (*Server).typedShow},
	{"POST", "/typed", db.Roles(), (*Server).typedDrop},
	{"GET", "/claim", strangers, limited(limitLogin, (*Server).claimShow)},
	{"POST", "/claim", strangers, limited(limitLogin, (*Server).claimSave)},
	{"GET", "/claim/set", strangers, (*Server).claimSetShow},
	{"POST", "/claim/set", strangers, limited(limitLogin, (*Server).claimSetSave)},

	{"GET", "/me", workers, (*Server).meShow},
	{"POST", "/me/reveal", workers, (*Server).meReveal},
	{"POST", "/me/corrections", workers, (*Server).meCorrect},
	{"GET", "/me/data", workers, (*Server).meDataShow},
	{"POST", "/me/data", workers, (*Server).meData},
	{"GET", "/me/trouble", workers, (*Server).troubleShow},
	{"POST", "/me/trouble", workers, (*Server).troubleSave},
	{"POST", "/me/searches", workers, (*Server).searchSave},
	{"POST", "/me/searches/:search/open", workers, (*Server).searchOpen},
	{"POST", "/me/searches/:search/drop", workers, (*Server).searchDrop},
	{"POST", "/me/asks/:ask/withdraw", workers, (*Server).askWithdraw},
	{"GET", "/me/delete", workers, (*Server).meDeleteShow},
	{"POST", "/me/delete", workers, limited(limitLogin, (*Server).meDelete)},
	{"POST", "/me/logout", workers, (*Server).meLogout},

	{"GET", "/notices", db.Roles(), (*Server).noticeList},
	{"POST", "/notices", db.Roles(), (*Server).noticeReadAll},
	{"GET", "/notices/settings", workers, (*Server).noticeWish},
	{"POST", "/notices/settings", workers, (*Server).noticeWishSave},
	{"POST", "/notices/:notice", db.Roles(), (*Server).noticeOpen},

	{"GET", "/association", []db.Role{db.Association}, (*Server).associationShow},
	{"GET", "/township", []db.Role{db.Township}, (*Server).associationShow},
	{"GET", "/station", []db.Role{db.Station}, (*Server).stationShow},
	{"GET", "/enterprise", employers, (*Server).enterpriseShow},
	{"GET", "/trainer", []db.Role{db.Trainer}, (*Server).trainerShow},
	{"GET", "/county", countywide, (*Server).countyShow},
	{"GET", "/county/:chart/file", countywide, (*Server).countyFile},
	{"GET", "/approvals", countywide, (*Server).approvalList},
	{"GET", "/associations", countywide, (*Server).associationList},
	{"GET", "/associations/:association", countywide, (*Server).associationPage},
	{"GET", "/enterprises", countywide, (*Server).enterpriseList},
	{"GET", "/enterprises/:enterprise", countywide, (*Server).enterprisePage},
	{"GET", "/search", searchers, (*Server).searchAll},
	{"POST", "/search", searchers, (*Server).searchAllFind},

	{"GET", "/enterprise/quota", employers, (*Server).quotaOwn},
	{"GET", "/enterprise/statement", employers, (*Server).statementShow},
	{"GET", "/enterprise/statement.pdf", employers, (*Server).statementFile},
	{"GET", "/reports", countywide, (*Server).reportList},
	{"GET", "/reports/:report/file", slices.Concat(countywide, employers), (*Server).reportFile},
	{"GET", "/reports/:report/submitted", countywide, (*Server).reportSubmitted},
	{"POST", "/reports/:report/submit", freezers, (*Server).reportSubmit},
	{"POST", "/reports/:report/correct", freezers, (*Server).reportCorrect},
	{"GET", "/reports/households", countywide, (*Server).householdList},
	{"GET", "/reports/ranking", ranked, (*Server).rankingList},
	{"POST", "/reports/ranking/comment", commenters, (*Server).rankingComment},
	{"GET", "/reports/drafts/:period", countywide, (*Server).draftShow},
	{"GET", "/reports/bulletin", countywide, (*Server).bulletinShow},
	{"GET", "/reports/bulletin/:figure", countywide, (*Server).figureList},
	{"GET", "/reports/quotas", countywide, (*Server).quotaList},
	{"POST", "/reports/quotas/freeze", freezers, (*Server).quotaFreeze},
	{"GET", "/reports/quotas/:enterprise", countywide, (*Server).quotaShow},
	{"POST", "/reports/quotas/:enterprise/correct", freezers, (*Server).quotaCorrect},

	{"GET", "/exports", takesLedgers, (*Server).exportList},
	{"GET", "/exports/new/:ledger", takesLedgers, (*Server).exportNew},
	{"POST", "/exports/new/:ledger", takesLedgers, limited(limitExport, (*Server).exportSave)},
	{"GET", "/exports/:export", takesLedgers, (*Server).exportShow},
	{"GET", "/exports/:export/file", takesLedgers, (*Server).exportFile},
	{"GET", "/templates/:kind", senders, (*Server).kindTemplate},

	{"GET", "/people", looksAfter, (*Server).personList},
	{"POST", "/people", looksAfter, (*Server).personFind},
	{"GET", "/people/refer", cutters, (*Server).peopleReferShow},
	{"POST", "/people/refer", referrers, (*Server).peopleRefer},
	{"GET", "/people/referred", referrers, (*Server).peopleReferred},
	{"GET", "/people/place", placers, (*Server).peoplePlaceShow},
	{"POST", "/people/place", placers, (*Server).peoplePlace},
	{"GET", "/people/leave", cutters, (*Server).peopleLeaveShow},
	{"POST", "/people/leave", cutters, (*Server).peopleLeave},
	{"GET", "/people/claims", cutters, (*Server).peopleClaimsShow},
	{"POST", "/people/claims", cutters, (*Server).peopleClaims},
	{"GET", "/people/print", cutters, (*Server).peoplePrint},
	{"POST", "/people/print", cutters, (*Server).peopleCalls},
	{"GET", "/people/jobs", cutters, (*Server).peopleJobs},
	{"GET", "/people/:person", looksAfter, (*Server).personShow},
	{"POST", "/people/:person/reveal", reveals, limited(limitReveal, (*Server).personReveal)},
	{"POST", "/people/:person/claim", claimPrinters, limited(limitPrint, (*Server).personClaim)},
	{"POST", "/people/:person/introduce", introducers, (*Server).personIntroduce},
	{"POST", "/people/:person/pause", cutters, (*Server).personPause},
	{"POST", "/people/:person/resume", cutters, (*Server).personResume},
	{"GET", "/visits", looksAfter, (*Server).followupList},
	{"GET", "/visits/employers", looksAfter, (*Server).employerList},
	{"GET", "/visits/round", visitors, (*Server).roundShow},
	{"GET", "/visits/kept", looksAfter, (*Server).keptShow},
	{"GET", "/arrivals", []db.Role{db.Station}, (*Server).arrivalList},
	{"POST", "/arrivals/:departure", []db.Role{db.Station}, (*Server).arrivalSave},
	{"POST", "/placements/:placement/phone", visitors, limited(limitReveal, (*Server).callReveal)},
	{"GET", "/placements/:placement/visit", visitors, (*Server).followupShow},
	{"POST", "/placements/:placement/visit", visitors, (*Server).followupSave},
	{"GET", "/placements/:placement/case", visitors, (*Server).caseNew},
	{"POST", "/placements/:placement/case", visitors, (*Server).caseOpen},
	{"GET", "/cases", looksAfter, (*Server).caseList},
	{"GET", "/cases/:case", looksAfter, (*Server).caseShow},
	{"GET", "/cases/:case/card", looksAfter, (*Server).caseCard},
	{"POST", "/cases/:case/reveal", reveals, limited(limitReveal, (*Server).caseReveal)},
	{"POST", "/cases/:case/steps", visitors, (*Server).caseStep},
	{"POST", "/cases/:case/owner", visitors, (*Server).caseOwner},
	{"POST", "/cases/:case/close", visitors, (*Server).caseClose},
	{"GET", "/people/:person/merge", mergers, (*Server).personMergeShow},
	{"POST", "/people/:person/merge", mergers, (*Server).personMerge},
	{"GET", "/imports/:import/undo", senders, (*Server).importUndoShow},
	{"POST", "/imports/:import/undo", senders, (*Server).importUndo},

	{"GET", "/stale", countywide, (*Server).staleList},
	{"GET", "/repeats", seesRepeats, (*Server).repeatList},
	{"POST", "/repeats/:pair", hiring.Keepers, (*Server).repeatSave},
	{"GET", "/words", countywide, (*Server).wordList},
	{"POST", "/words", matching.WordKeepers, (*Server).wordSave},
	{"POST", "/words/:word/remove", matching.WordKeepers, (*Server).wordRemove},
	{"GET", "/duplicates", mergers, (*Server).duplicateList},
	{"POST", "/merges/:merge/undo", mergers, (*Server).mergeUndo},
	{"GET", "/flags", []db.Role{db.Township, db.County, db.Auditor, db.Admin}, (*Server).flagList},
	{"POST", "/people/:person/refer", referrers, (*Server).personRefer},
	{"GET", "/referrals", refers, (*Server).referralList},
	{"POST", "/referrals/several", employers, (*Server).referralSeveral},
	{"POST", "/referrals/:referral", movers, (*Server).referralSave},
	{"POST", "/consents/:consent", answerers, (*Server).consentSave},
	{"POST", "/people/:person/enrol", personEnrolers, (*Server).personEnrol},

	{"GET", "/classes", seesClasses, (*Server).classList},
	{"POST", "/classes", keepsClasses, (*Server).classCreate},
	{"GET", "/classes/new", keepsClasses, (*Server).classNew},
	{"GET", "/classes/:class", seesClasses, (*Server).classShow},
	{"GET", "/classes/:class/edit", keepsClasses, (*Server).classEdit},
	{"POST", "/classes/:class/edit", keepsClasses, (*Server).classChange},
	{"POST", "/classes/:class/enrol", enrolers, limited(limitEnrol, (*Server).classEnrol)},
	{"GET", "/classes/:class/marks", keepsClasses, (*Server).marksShow},
	{"POST", "/classes/:class/marks", keepsClasses, (*Server).marksSave},
	{"GET", "/classes/:class/sheet", keepsClasses, (*Server).classSheet},
	{"POST", "/classes/:class/certificates", keepsClasses, (*Server).classAward},
	{"GET", "/certificates/due", seesClasses, (*Server).certificateDue},
	{"POST", "/certificates/:certificate/renew", renewers, (*Server).certificateRenew},
	{"POST", "/certificates/:certificate/review", renewers, (*Server).certificateReview},
	{"GET", "/training/outcomes", seesOutcomes, (*Server).outcomesShow},
	{"GET", "/training/outcomes.xlsx", seesOutcomes, (*Server).outcomesSheet},
	{"GET", "/training/demand", seesDemand, (*Server).demandShow},
	{"GET", "/training/rules", seesDemand, (*Server).rulesShow},
	{"POST", "/training/rules/subsidy", renewers, (*Server).subsidyRuleSave},
	{"POST", "/training/rules/certificate", renewers, (*Server).certificateRuleSave},
	{"GET", "/match/rules", slices.Concat(looksAfter, workers), (*Server).weightsShow},
	{"POST", "/match/rules", renewers, (*Server).weightSave},
	{"GET", "/training/demand.xlsx", seesDemand, (*Server).demandSheet},

	{"GET", "/asks", readsAsks, (*Server).askList},
	{"POST", "/asks/:ask/refer", hiring.AskAnswerers, (*Server).askRefer},
	{"POST", "/asks/:ask/refuse", hiring.AskAnswerers, (*Server).askRefuse},
	{"GET", "/requests", requests, (*Server).requestList},
	{"POST", "/requests/:request", requests, (*Server).requestSave},
	{"GET", "/transfers", transferReaders, (*Server).transferList},
	{"POST", "/transfers", transferAskers, limited(limitAsk, (*Server).transferAsk)},
	{"POST", "/transfers/:transfer", transferAskers, (*Server).transferSave},
	{"GET", "/candidates", employers, (*Server).candidateList},
	{"POST", "/candidates/:person/reveal", employers, limited(limitReveal, (*Server).candidateReveal)},

	{"GET", "/departures", looksAfter, (*Server).departureList},
	{"POST", "/departures", hiring.Organisers, (*Server).departureSave},
	{"GET", "/departures/new", hiring.Organisers, (*Server).departureNew},
	{"GET", "/departures/:departure", looksAfter, (*Server).departureShow},
	{"GET", "/departures/:departure/manifest", looksAfter, (*Server).departureManifest},
	{"POST", "/departures/:departure/manifest", reveals, (*Server).departureReveal},
	{"POST", "/departures/:departure/find", hiring.Organisers, (*Server).departureFind},
	{"POST", "/departures/:departure/riders", hiring.Organisers, (*Server).departureRiders},
	{"POST", "/departures/:departure/drop", hiring.Organisers, (*Server).departureDrop},
	{"POST", "/departures/:departure/answers", hiring.Organisers, (*Server).departureAnswer},
	{"POST", "/departures/:departure/leave", hiring.Organisers, (*Server).departureLeave},
	{"POST", "/departures/:departure/recall", hiring.Organisers, (*Server).departureRecall},
	{"POST", "/departures/:departure/arrive", hiring.Organisers, (*Server).departureArrive},
	{"POST", "/departures/:departure/back", hiring.Organisers, (*Server).departureBack},
	{"POST", "/departures/:departure/cancel", hiring.Organisers, (*Server).departureCancel},

	{"GET", "/waivers", waiverReaders, (*Server).waiverList},
	{"POST", "/waivers", employers, (*Server).waiverSave},
	{"GET", "/waivers/new", employers, (*Server).waiverNew},
	{"GET", "/waivers/:waiver", waiverReaders, (*Server).waiverShow},
	{"POST", "/waivers/:waiver/find", []db.Role{db.Association}, (*Server).waiverFind},
	{"POST", "/waivers/:waiver/name", []db.Role{db.Association}, (*Server).waiverName},
	{"POST", "/waivers/:waiver/nobody", []db.Role{db.Association}, (*Server).waiverNobody},
	{"POST", "/waivers/:waiver/refuse", waiverRefusers, (*Server).waiverRefuse},
	{"POST", "/waivers/:waiver/withdraw", employers, (*Server).waiverWithdraw},
	{"POST", "/waivers/:waiver/decide", []db.Role{db.County, db.Admin}, (*Server).waiverDecide},

	{"GET", "/forms", fillsForms, (*Server).formList},
	{"POST", "/forms", fillsForms, limited(limitForm, (*Server).formCreate)},
	{"GET", "/forms/new", fillsForms, (*Server).formNew},
	{"GET", "/forms/:form", fillsForms, (*Server).formShow},
	{"GET", "/forms/:form/edit", fillsForms, (*Server).formEdit},
	{"POST", "/forms/:form/edit", fillsForms, (*Server).formChange},
	{"POST", "/forms/:form/fill", fillsForms, limited(limitForm, (*Server).formFill)},
	{"POST", "/forms/:form/drop", fillsForms, (*Server).formDrop},
	{"GET", "/imports", senders, (*Server).importList},
	{"POST", "/imports", senders, limited(limitSend, (*Server).importSend)},
	{"GET", "/imports/:import", senders, (*Server).importShow},
	{"GET", "/imports/:import/progress", senders, (*Server).importProgress},
	{"GET", "/imports/:import/original", senders, (*Server).importOriginal},
	{"GET", "/imports/:import/rejected", senders, (*Server).importRejected},
	{"GET", "/imports/:import/columns", senders, (*Server).importColumns},
	{"POST", "/imports/:import/columns", senders, (*Server).importColumnsSave},
	{"POST", "/imports/:import/columns/forget", senders, (*Server).importColumnsForget},
	{"POST", "/imports/:import/kind", senders, (*Server).importKind},
	{"POST", "/imports/:import/again", senders, (*Server).importAgain},
	{"POST", "/imports/:import/mend", senders, (*Server).importMend},
	{"POST", "/imports/:import/unmend", senders, (*Server).importUnmend},
	{"POST", "/imports/:import/transfers", transferAskers, (*Server).importTransfers},
	{"POST", "/imports/:import/write", senders, (*Server).importWrite},
	{"POST", "/imports/:import/drop", senders, (*Server).importDrop},

	{"GET", "/audit", seesTrail, (*Server).auditList},
	{"GET", "/audit.xlsx", seesTrail, limited(limitExport, (*Server).auditSheet)},
	{"POST", "/audit/verify", admins, (*Server).auditVerify},
	{"GET", "/rules", countywide, (*Server).ruleList},
	{"GET", "/rules/:rule", countywide, (*Server).ruleShow},
	{"POST", "/rules/:rule", renewers, (*Server).ruleSave},
	{"GET", "/admin", admins, (*Server).loginList},
	{"GET", "/admin/offices", admins, (*Server).officeList},
	{"POST", "/admin/offices", admins, (*Server).officeCreate},
	{"GET", "/admin/imports", admins, (*Server).importOverview},
	{"GET", "/admin/jobs", admins, (*Server).jobList},
	{"GET", "/admin/jobs/:job", admins, (*Server).jobShow},
	{"POST", "/admin/jobs/:job/retry", admins, (*Server).jobRetry},
	{"POST", "/admin/jobs/:job/cancel", admins, (*Server).jobCancel},
	{"GET", "/admin/retention", admins, (*Server).retentionShow},
	{"GET", "/admin/logins/new", admins, (*Server).loginNew},
	{"POST", "/admin/logins", admins, (*Server).loginCreate},
	{"GET", "/admin/logins/:login", admins, (*Server).loginRecord},
	{"POST", "/admin/logins/:login/accounts", admins, (*Server).accountGive},
	{"POST", "/admin/logins/:login/take", admins, (*Server).accountTake},
	{"GET", "/admin/search", admins, (*Server).searchShow},
	{"GET", "/admin/notices", admins, (*Server).deliveryList},
	{"POST", "/admin/notices/:delivery/again", admins, (*Server).deliveryAgain},
	{"POST", "/admin/logins/:login/once", admins, (*Server).loginOnce},
	{"POST", "/admin/logins/:login/disable", admins, (*Server).loginDisable},
	{"POST", "/admin/logins/:login/enable", admins, (*Server).loginEnable},
	{"POST", "/admin/logins/:login/logout", admins, (*Server).loginRevoke},
}

// mount puts the table into force.
func (s *Server) mount() {
	for _, r := range routes {
		handle := func(c *fiber.Ctx) error {
			elsewhere, err := s.admit(c, r)
			if elsewhere != "" || err != nil {
				if done, err := s.rescued(c, r, elsewhere, err); done {
					return err
				}
			}
			if err != nil {
				return err
			}
			if elsewhere != "" {
				return c.Redirect(elsewhere, fiber.StatusSeeOther)
			}
			if r.method == fiber.MethodPost {
				return s.sent(c, r)
			}
			return r.handle(s, c)
		}
		if r.method == fiber.MethodGet {
			s.app.Head(r.path, handle)
		}
		s.app.Add(r.method, r.path, handle)
	}
}
