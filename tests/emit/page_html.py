"""The page of --emit=html in a headless Chromium: what is asserted runs inside a copy of the page."""
import glob
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
check(all('.bar').every(e => e.nextElementSibling.textContent.length > 0), 'frames that cannot be heard');
document.title = 'RESULT' + JSON.stringify({wrong, width: innerWidth}) + 'END'; });</script>
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


def check(browser, page, folder, width):
    """None, or what is wrong with the page in a window so wide."""
    path = os.path.join(folder, 'page-%d.html' % width)
    frame = os.path.join(folder, 'frame-%d.html' % width)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(page.replace('</body>', SCRIPT + '</body>'))
    # Windows have a least width; a frame has not.
    with open(frame, 'w', encoding='utf-8') as file:
        file.write('<iframe src="%s" style="width:%dpx;height:900px;border:0"></iframe>'
                   '<script>const f=document.querySelector("iframe");f.onload=()=>setTimeout(()=>{'
                   'document.title=f.contentDocument.title},300)</script>' % (os.path.basename(path), width))
    command = [browser, '--headless=new', '--no-sandbox', '--disable-gpu', '--allow-file-access-from-files',
               '--user-data-dir=' + os.path.join(folder, 'profile-%d' % width), '--window-size=2000,1000',
               '--virtual-time-budget=3000', '--dump-dom', 'file://' + frame]
    result = harness.run(command, timeout=100)
    found = re.search(r'<title>RESULT(.*?)END</title>', result.stdout.decode(errors='replace'), re.S)
    if not found:
        return 'no result: %s %s' % (result.returncode, result.stderr.decode(errors='replace')[-400:])
    said = json.loads(found.group(1).replace('&lt;', '<').replace('&gt;', '>').replace('&amp;', '&'))
    if said['width'] != width:
        return 'the window is %s wide' % said['width']
    return '\n'.join(said['wrong']) or None


def sources():
    """What pages are made of: one with every kind of suspension, and one of a program."""
    return [os.path.join(harness.TESTS, 'golden', 'tasks.c'),
            *glob.glob(os.path.join(harness.ROOT, 'samples', '03-tour', 'tour.c'))]
