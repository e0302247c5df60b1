"""The page of --emit=html in a headless Chromium: what is asserted runs inside a copy of the page."""
import json
import os
import re
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402

# Each gives a text when something is wrong; the result stands in the page's title.
SCRIPT = """
<script>addEventListener('load', () => { const wrong = [], all = s => [...document.querySelectorAll(s)];
const check = (holds, what) => { if (!holds) wrong.push(what) };
const lines = all('#source li[data-s]').filter(e => all(`#generated [data-s="${e.dataset.s}"]`).length > 0);
const source = lines[lines.length >> 1], n = source.dataset.s;
source.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));
check(all(`#generated li.lit[data-s="${n}"]`).length > 0, 'pointing at a line lights nothing');
check(all('.lit').every(e => e.dataset.s === n), 'other lines are lit');
const first = all('#source li[data-s]')[0]; first.focus();
first.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown', bubbles: true}));
const second = document.activeElement;
check(second !== first && second.closest('#source') && second.classList.contains('lit'), 'arrow keys');
source.tabIndex = 0; source.focus();
source.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}));
check(document.activeElement.closest('#generated') && document.activeElement.dataset.s === n, 'Enter');
check(document.getElementById('said').textContent.includes(n), 'nothing is said');
const buttons = all('button[data-state]'), button = buttons[buttons.length - 1];
if (button) {
    button.click();
    const lit = all(`#source li.lit[data-s="${button.dataset.s}"]`)[0];
    check(lit, 'a state lights nothing');
    const box = document.getElementById('source').querySelector('.code').getBoundingClientRect();
    const at = lit.getBoundingClientRect();
    check(at.top >= box.top - 1 && at.bottom <= box.bottom + 1, 'the source does not go to the state');
    const node = document.getElementById(button.dataset.state);
    check(!document.querySelector('.graph') || (node && node.tabIndex === 0), 'the graph has no such node');
}
check(document.documentElement.scrollWidth <= innerWidth, `wider than the window: ${document.documentElement.scrollWidth}`);
check(all('.code').every(e => e.getAttribute('aria-label')), 'panes without names');
const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b };
const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((a, b) => b - a); return (x + 0.05) / (y + 0.05) };
const paper = getComputedStyle(document.body).backgroundColor;
for (const [what, element] of [['text', document.body], ['notes', all('p')[0]], ...all('p b').map(e => [e.className, e])]) {
    const style = getComputedStyle(element), behind = /, 0\\)$/.test(style.backgroundColor) ? paper : style.backgroundColor;
    check(contrast(style.color, behind) >= 4.5, `${what} is hard to read: ${style.color} on ${behind}`);
}
const state = all('.graph .node[tabindex]')[0];
if (document.querySelector('.graph')) check(state, 'no state in the graph can be reached');
if (state) {
    state.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}));
    check(all(`#source li.lit[data-s="${state.dataset.s}"]`).length === 1, 'a state of the graph lights nothing');
    check(state.getAttribute('role') === 'button' && state.getAttribute('aria-label'), 'a state cannot be heard');
}
const ids = all('[id]').map(e => e.id);
check(new Set(ids).size === ids.length, 'an id twice: ' + ids.find((id, i) => ids.indexOf(id) !== i));
check(all('.bar').every(e => e.nextElementSibling.textContent.length > 0), 'frames that cannot be heard');
document.title = 'RESULT' + JSON.stringify({wrong, width: innerWidth, dark: matchMedia('(prefers-color-scheme: dark)').matches}) + 'END'; });</script>
"""


def find():
    """A Chromium, or None."""
    for name in ('chromium', 'chromium-browser', 'google-chrome'):
        if shutil.which(name):
            return shutil.which(name)
    return None


def network(page):
    """References that lead out of the page."""
    page = re.sub(r'xmlns(:\w+)?="[^"]*"', '', page)
    return re.findall(r'(?:src|href)="(?!#)[^"]*"|url\([^)]*\)|@import|https?://[^"<\s]*', page)


# Blink's numbers for prefers-color-scheme.
SCHEMES = {'dark': 0, 'light': 1}


def command_of(browser, folder, width, scheme):
    return [browser, '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage',
            '--hide-scrollbars', '--allow-file-access-from-files',
            '--blink-settings=preferredColorScheme=%d' % SCHEMES[scheme],
            '--user-data-dir=' + os.path.join(folder, 'profile-%d-%s' % (width, scheme)),
            '--virtual-time-budget=3000']


def screenshot(browser, page, folder, width, scheme):
    """None, or why there is no picture; it stays in the folder for people to look at (--keep)."""
    path, picture = (os.path.join(folder, 'plain-%d-%s.%s' % (width, scheme, kind)) for kind in ('html', 'png'))
    with open(path, 'w', encoding='utf-8') as file:
        file.write(page)
    result = harness.run(command_of(browser, folder, width, scheme) + [
        '--window-size=%d,1000' % width, '--screenshot=' + picture, 'file://' + path], timeout=100)
    if os.path.exists(picture) and os.path.getsize(picture) > 1000:
        return None
    return 'no picture: ' + result.stderr.decode(errors='replace')[-400:]


def check(browser, page, folder, width, scheme):
    """None, or what is wrong with the page in a window so wide."""
    path = os.path.join(folder, 'page-%d-%s.html' % (width, scheme))
    frame = os.path.join(folder, 'frame-%d-%s.html' % (width, scheme))
    with open(path, 'w', encoding='utf-8') as file:
        file.write(page.replace('</body>', SCRIPT + '</body>'))
    # Windows have a least width; a frame has not.
    with open(frame, 'w', encoding='utf-8') as file:
        file.write('<iframe src="%s" style="width:%dpx;height:900px;border:0"></iframe>'
                   '<script>const f=document.querySelector("iframe");f.onload=()=>setTimeout(()=>{'
                   'document.title=f.contentDocument.title},300)</script>' % (os.path.basename(path), width))
    command = command_of(browser, folder, width, scheme) + [
        '--window-size=2000,1000', '--dump-dom', 'file://' + frame]
    result = harness.run(command, timeout=100)
    found = re.search(r'<title>RESULT(.*?)END</title>', result.stdout.decode(errors='replace'), re.S)
    if not found:
        return 'no result: %s %s' % (result.returncode, result.stderr.decode(errors='replace')[-400:])
    said = json.loads(found.group(1).replace('&lt;', '<').replace('&gt;', '>').replace('&amp;', '&'))
    if said['width'] != width:
        return 'the window is %s wide' % said['width']
    if said['dark'] != (scheme == 'dark'):
        return 'it is not ' + scheme
    return '\n'.join(said['wrong']) or screenshot(browser, page, folder, width, scheme)


def sources():
    """What pages are made of: one with every kind of suspension, and one of over 300 lines."""
    return [os.path.join(harness.TESTS, 'golden', 'tasks.c'),
            os.path.join(harness.TESTS, 'stress', 'program.c')]


def windows():
    """How wide they are, and with which colours."""
    return [(360, 'dark'), (1024, 'light'), (1920, 'light'), (1920, 'dark')]
