// What makes sending files and waiting for an import more pleasant. All of it
// works without this script too.
'use strict'

// Files sent: how much has arrived, and what to do when the line breaks.
const form = document.querySelector('form[data-send]')
if (form) {
  const box = form.querySelector('.drop'), input = form.querySelector('input[type=file]')
  const bar = form.querySelector('.progress'), said = bar.querySelector('[role=status]'), meter = bar.querySelector('progress')
  const button = form.querySelector('button'), most = Number(form.dataset.most)
  for (const on of ['dragenter', 'dragover']) box.addEventListener(on, e => { e.preventDefault(); box.classList.add('over') })
  for (const off of ['dragleave', 'drop']) box.addEventListener(off, () => box.classList.remove('over'))
  box.addEventListener('drop', e => { e.preventDefault(); if (e.dataTransfer.files.length) input.files = e.dataTransfer.files })
  const tell = text => { bar.hidden = false; said.textContent = text }
  const again = text => { meter.hidden = true; tell(text); button.disabled = false; button.textContent = '再送一次' }
  form.addEventListener('submit', e => {
    const size = [...input.files].reduce((n, f) => n + f.size, 0)
    if (size === 0) return
    e.preventDefault()
    if (size > most) return again('文件一共 ' + (size / 1048576).toFixed(1) + ' MB，太大了，一次最多 ' + most / 1048576 + ' MB。请分几次送。')
    const ask = new XMLHttpRequest()
    ask.open('POST', form.action)
    ask.upload.addEventListener('progress', p => {
      if (!p.lengthComputable) return
      meter.value = p.loaded / p.total
      tell(p.loaded < p.total ? '正在上传，' + Math.floor(100 * p.loaded / p.total) + '%' : '传完了，正在收下')
    })
    ask.addEventListener('load', () => {
      if (ask.status === 200 && ask.responseURL !== form.action) return location.assign(ask.responseURL)
      const page = new DOMParser().parseFromString(ask.responseText, 'text/html'), alert = page.querySelector('.alert'), title = page.querySelector('h1')
      again(alert ? alert.textContent : title ? title.textContent + '。' + (title.nextElementSibling ? title.nextElementSibling.textContent : '') : '没有收下，请再送一次。')
    })
    for (const lost of ['error', 'abort', 'timeout']) ask.addEventListener(lost, () => again('网断了，文件没有传完，什么也没有留下。选好的文件还在，请再送一次。'))
    button.disabled = true
    meter.hidden = false
    meter.value = 0
    tell('正在上传')
    ask.send(new FormData(form))
  })
}

// Imports under way: how far they are, and their page anew when they are done.
for (const box of document.querySelectorAll('[data-progress]')) {
  const said = box.querySelector('[role=status]'), meter = box.querySelector('progress'), source = new EventSource(box.dataset.progress)
  source.addEventListener('message', e => {
    const now = JSON.parse(e.data)
    said.textContent = now.text
    if (now.total > 0) { meter.max = now.total; meter.value = now.done }
    if (now.over) { source.close(); location.reload() }
  })
}
