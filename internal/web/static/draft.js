// Cards that are filled in where the signal is weak. What is typed is kept on
// the telephone until the server has it, and sent again when there is a signal.
// Kept are the form's address, its choices, wages and notes, by the number of the
// account: no names and no numbers of people. All of it works without this script,
// but for keeping.
'use strict'
{
  const accountOn = page => { const m = page.querySelector('meta[name=account]'); return m ? m.content : '' }
  const tokenOn = page => { const f = page.querySelector('input[name=_csrf]'); return f ? f.value : '' }
  const account = accountOn(document)
  const mark = 'draft:', days = 7, wait = 20000, every = 30000
  const lost = '没有信号，已经存在这台手机上，有信号时自动再送'
  const ended = '登录到期了，写的还在这台手机上。请重新登录，登录以后再送'

  // Drafts kept: {at, page, to, state: typed, waiting, ended or refused, said, fields: [[name, value], …]}
  const key = to => mark + account + ':' + to
  const read = name => { try { return JSON.parse(localStorage.getItem(name)) } catch (e) { return null } }
  const keep = d => { try { localStorage.setItem(key(d.to), JSON.stringify(d)); return true } catch (e) { return false } }
  const drop = to => { try { localStorage.removeItem(key(to)) } catch (e) { /* nothing is kept there */ } }
  const names = () => { try { return Object.keys(localStorage).filter(n => n.startsWith(mark)) } catch (e) { return [] } }
  const mine = () => names().filter(n => n.startsWith(mark + account + ':')).map(read).filter(d => d)
  const unsent = () => mine().filter(d => d.state !== 'typed')
  const forget = all => { for (const n of names()) { const d = read(n); if (all || !n.startsWith(mark + account + ':') || !d || Date.now() - d.at > days * 86400000) localStorage.removeItem(n) } }

  const path = form => new URL(form.action).pathname
  const here = () => [...document.querySelectorAll('form[data-draft]')]
  const formOf = to => here().find(f => path(f) === to)
  // How many days have passed in China since the page was loaded: of the telephone's
  // clock the difference alone is used, as it may be wrong.
  const chinaDay = () => Math.floor((Date.now() + 8 * 3600000) / 86400000), loaded = chinaDay()
  const later = day => new Date(Date.parse(day) + (chinaDay() - loaded) * 86400000).toISOString().slice(0, 10)

  // say puts words above a form's button.
  const say = (form, text, ok) => {
    let p = form.querySelector('.draft')
    if (!p) {
      p = document.createElement('p')
      p.className = 'draft'
      p.setAttribute('role', 'status')
      form.querySelector('.btns:last-of-type').before(p)
    }
    p.classList.toggle('ok', !!ok)
    p.textContent = text
    if (text === ended) {
      const a = document.createElement('a')
      a.href = '/login?as=staff&next=' + encodeURIComponent(form.dataset.page)
      a.textContent = '去登录'
      p.append('：', a)
    }
  }
  const fieldsOf = form => [...new FormData(form)].filter(([n, v]) => n !== '_csrf' && typeof v === 'string')
  const draftOf = (form, state) => ({ at: Date.now(), page: form.dataset.page, to: path(form), state, fields: fieldsOf(form) })

  const restore = form => {
    const d = read(key(path(form)))
    if (!d) return
    const has = new Map()
    for (const [n, v] of d.fields) has.set(n, [...(has.get(n) || []), v])
    for (const f of form.elements) {
      if (!f.name || f.name === '_csrf') continue
      const values = has.get(f.name) || []
      if (f.type === 'checkbox' || f.type === 'radio') f.checked = values.includes(f.value)
      else if (f.name === 'on' && values.length) { f.value = values[0]; f.dataset.own = 'yes' } else if (f.name === '_once' ? d.state !== 'typed' && values.length : f.type !== 'hidden' && values.length) f.value = values[0]
    }
    say(form, d.state === 'waiting' ? lost : d.state === 'ended' ? ended : '上次没送出去的还在' + (d.said ? '。' + d.said : ''))
  }

  // send sends a draft; it answers with what came of it: sent (and where to go
  // on), refused (and the page that says why), ended, busy or lost.
  const post = (d, token) => {
    const body = new URLSearchParams(d.fields), stop = new AbortController(), timer = setTimeout(() => stop.abort(), wait)
    body.set('_csrf', token)
    return fetch(d.to, { method: 'POST', body, credentials: 'same-origin', signal: stop.signal }).finally(() => clearTimeout(timer))
  }
  const fresh = async () => {
    const r = await fetch('/help', { credentials: 'same-origin', cache: 'no-store' })
    const page = new DOMParser().parseFromString(await r.text(), 'text/html')
    return accountOn(page) === account ? tokenOn(page) : ''
  }
  const send = async (d, again) => {
    try {
      const r = await post(d, again || tokenOn(document)), at = new URL(r.url)
      if (r.redirected && /^\/(login|switch|password)(\/|$)/.test(at.pathname) || r.status === 401) return { came: 'ended' }
      const unread = r.redirected && at.pathname === '/typed' // nothing was done: the server asks whether to go on
      if (unread || r.status === 403 && !again) { // this page's token is of another session
        const other = again ? '' : await fresh()
        return other ? send(d, other) : { came: 'ended' }
      }
      if (r.redirected) return { came: 'sent', to: r.url }
      if (r.status === 429 || r.status >= 500) return { came: 'busy' }
      return { came: 'refused', page: new DOMParser().parseFromString(await r.text(), 'text/html') }
    } catch (e) { return { came: 'lost' } }
  }
  const why = page => {
    const hit = page.querySelector('main .error') || page.querySelector('main .alert.bad') || page.querySelector('main h1')
    return hit ? hit.textContent.trim() : '没有收下，请打开看一看'
  }
  // settle keeps what came of a sending with the draft.
  const settle = (d, r) => {
    if (r.came === 'sent') return drop(d.to)
    const now = read(key(d.to)) || d
    now.state = r.came === 'refused' ? 'refused' : r.came === 'ended' ? 'ended' : 'waiting'
    now.said = r.came === 'refused' ? why(r.page) : ''
    keep(now)
  }

  // A form of this page is sent.
  const submit = async form => {
    const d = draftOf(form, 'waiting'), button = form.querySelector('.btns:last-of-type button')
    if (!keep(d)) return form.submit() // the telephone keeps nothing: as without the script
    button.disabled = true
    say(form, '正在送')
    const r = await send(d)
    settle(d, r)
    button.disabled = false
    if (r.came === 'sent') {
      if (!form.hasAttribute('data-stay')) return location.assign(r.to)
      done(form)
    } else if (r.came === 'refused') {
      const page = r.page.querySelector('main'), theirs = page && [...page.querySelectorAll('form[data-draft]')].find(f => new URL(f.getAttribute('action'), location).pathname === d.to)
      if (theirs && !form.hasAttribute('data-stay')) {
        document.querySelector('main').replaceWith(page)
        here().forEach(watch)
        const wrong = page.querySelector('[aria-invalid], .alert.bad')
        if (wrong) wrong.scrollIntoView({ block: 'center' })
      } else say(form, why(r.page))
    } else say(form, r.came === 'ended' ? ended : r.came === 'busy' ? '网站现在忙，已经存在这台手机上，过一会儿自动再送' : lost)
    list()
  }
  const done = form => {
    form.querySelectorAll('input, select, textarea, button').forEach(e => { e.disabled = true })
    say(form, '记下了', true)
  }

  // All that waits is sent, one after the other.
  let sending = false
  const sendAll = async () => {
    if (sending || !account) return
    sending = true
    for (const d of unsent().filter(d => d.state !== 'refused')) {
      const r = await send(d), form = formOf(d.to)
      settle(d, r)
      if (form && r.came === 'sent') done(form)
      if (form && r.came === 'ended') say(form, ended)
      if (form && r.came === 'refused') say(form, why(r.page))
      list()
      if (r.came === 'lost' || r.came === 'ended') break
    }
    sending = false
  }

  // What was not sent, on pages that list it.
  const states = { waiting: '等信号', ended: '等重新登录', refused: '要改' }
  const list = () => {
    const box = document.querySelector('[data-unsent]')
    if (!box) return
    const all = unsent(), cards = box.querySelector('[data-cards]')
    box.hidden = all.length === 0
    box.querySelector('[data-said]').textContent = '还有 ' + all.length + ' 张没送出去，存在这台手机上。'
    cards.textContent = ''
    all.forEach((d, i) => {
      const li = document.createElement('li'), a = document.createElement('a'), small = document.createElement('small')
      a.href = d.page
      a.textContent = '第 ' + (i + 1) + ' 张：' + (d.page === '/arrivals' ? '接车' : '回访')
      const at = new Date(d.at)
      small.textContent = (at.getMonth() + 1) + ' 月 ' + at.getDate() + ' 日 ' + String(at.getHours()).padStart(2, '0') + ':' + String(at.getMinutes()).padStart(2, '0') + ' 写的，' + states[d.state] + (d.said ? '：' + d.said : '')
      li.append(a, small)
      cards.append(li)
    })
  }

  const watch = form => {
    restore(form)
    form.addEventListener('input', e => {
      const on = form.elements.on
      if (e.target === on) on.dataset.own = 'yes'
      else if (on && !on.dataset.own && on.defaultValue) on.value = later(on.defaultValue) // the page may be of yesterday
      const d = read(key(path(form)))
      if (!d || d.state === 'typed' || d.state === 'refused') keep(draftOf(form, 'typed'))
    })
    form.addEventListener('submit', e => { e.preventDefault(); submit(form) })
  }

  if (account) {
    forget(false)
    here().forEach(watch)
    for (const b of document.querySelectorAll('[data-send-now]')) b.addEventListener('click', sendAll)
    for (const f of document.querySelectorAll('form[action="/logout"]')) {
      let told = false
      f.addEventListener('submit', e => {
        const n = unsent().length
        if (n && !told) {
          e.preventDefault()
          told = true
          f.querySelector('button').textContent = '还有 ' + n + ' 张没送出去，退出就没了。再点一次退出'
          return
        }
        forget(true)
      })
    }
    list()
    addEventListener('online', sendAll)
    setInterval(() => { if (unsent().length) sendAll() }, every)
    if (unsent().length) sendAll()
  }
}
