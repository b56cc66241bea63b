<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>msao::ui::ActionRegistry</name>
    <message>
        <source>Open recording…</source>
        <translation>打开录制…</translation>
    </message>
    <message>
        <source>Opens a recorded run, paused</source>
        <translation>打开已录制的运行，处于暂停状态</translation>
    </message>
    <message>
        <source>Save screenshot…</source>
        <translation>保存截图…</translation>
    </message>
    <message>
        <source>Saves the window as a picture</source>
        <translation>将窗口保存为图片</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Closes the window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>Copy answer</source>
        <translation>复制回答</translation>
    </message>
    <message>
        <source>Copies the answer as text</source>
        <translation>将回答复制为文本</translation>
    </message>
    <message>
        <source>Copy answer with marks</source>
        <translation>复制带标记的回答</translation>
    </message>
    <message>
        <source>Copies the answer with the origin of every token</source>
        <translation>复制回答以及每个词元的来源</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Picture, answer, entropy and headline numbers</source>
        <translation>图片、回答、熵和关键数字</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>调试</translation>
    </message>
    <message>
        <source>Every token, batch and decision</source>
        <translation>每个词元、批次和决策</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Timeline and tokens of a recording</source>
        <translation>录制的时间线和词元</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>问答</translation>
    </message>
    <message>
        <source>The answer large, the picture small</source>
        <translation>回答放大，图片缩小</translation>
    </message>
    <message>
        <source>Reset workspace</source>
        <translation>重置工作区</translation>
    </message>
    <message>
        <source>Puts the panels back where they belong</source>
        <translation>把面板放回原位</translation>
    </message>
    <message>
        <source>Lock layout</source>
        <translation>锁定布局</translation>
    </message>
    <message>
        <source>Panels cannot be moved by accident</source>
        <translation>防止面板被意外移动</translation>
    </message>
    <message>
        <source>Show heatmap</source>
        <translation>显示热力图</translation>
    </message>
    <message>
        <source>Lays the probe&apos;s map over the picture</source>
        <translation>把探针的图叠加在图片上</translation>
    </message>
    <message>
        <source>Heatmap: importance</source>
        <translation>热力图：重要性</translation>
    </message>
    <message>
        <source>Colours every token by its importance</source>
        <translation>按重要性为每个词元着色</translation>
    </message>
    <message>
        <source>Heatmap: kept tokens</source>
        <translation>热力图：保留的词元</translation>
    </message>
    <message>
        <source>Lights what travels and dims the rest</source>
        <translation>突出被传送的部分，其余变暗</translation>
    </message>
    <message>
        <source>Heatmap: both</source>
        <translation>热力图：两者</translation>
    </message>
    <message>
        <source>Importance of the tokens that travel</source>
        <translation>被传送词元的重要性</translation>
    </message>
    <message>
        <source>Fainter heatmap</source>
        <translation>减弱热力图</translation>
    </message>
    <message>
        <source>More of the picture, less of the map</source>
        <translation>图片更明显，热力图更淡</translation>
    </message>
    <message>
        <source>Stronger heatmap</source>
        <translation>增强热力图</translation>
    </message>
    <message>
        <source>More of the map, less of the picture</source>
        <translation>热力图更明显，图片更淡</translation>
    </message>
    <message>
        <source>Presenter mode</source>
        <translation>演讲模式</translation>
    </message>
    <message>
        <source>Large type for a hall, nothing else around it</source>
        <translation>适合会场的大字号，无其他干扰</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Fills the screen</source>
        <translation>占满整个屏幕</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Everything a step larger</source>
        <translation>全部放大一级</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Everything a step smaller</source>
        <translation>全部缩小一级</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>正常字号</translation>
    </message>
    <message>
        <source>Back to the size it was made for</source>
        <translation>恢复为设计字号</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>Plays the recording, or holds it</source>
        <translation>播放录制或将其暂停</translation>
    </message>
    <message>
        <source>Previous token</source>
        <translation>上一个词元</translation>
    </message>
    <message>
        <source>One token back</source>
        <translation>后退一个词元</translation>
    </message>
    <message>
        <source>Next token</source>
        <translation>下一个词元</translation>
    </message>
    <message>
        <source>One token on</source>
        <translation>前进一个词元</translation>
    </message>
    <message>
        <source>Previous offload</source>
        <translation>上一次卸载</translation>
    </message>
    <message>
        <source>Back to where the edge was not sure</source>
        <translation>回到边缘不确定之处</translation>
    </message>
    <message>
        <source>Next offload</source>
        <translation>下一次卸载</translation>
    </message>
    <message>
        <source>On to where the edge is not sure</source>
        <translation>前往边缘不确定之处</translation>
    </message>
    <message>
        <source>Follow the end</source>
        <translation>跟随末尾</translation>
    </message>
    <message>
        <source>Shows the newest moment as it comes</source>
        <translation>始终显示最新时刻</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>加快</translation>
    </message>
    <message>
        <source>Plays faster, up to ten times</source>
        <translation>加快播放，最多十倍</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>减慢</translation>
    </message>
    <message>
        <source>Plays slower, down to a tenth</source>
        <translation>减慢播放，最慢十分之一</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>For a projector and the evening</source>
        <translation>适合投影和夜晚</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>For a bright room and for print</source>
        <translation>适合明亮房间和打印</translation>
    </message>
    <message>
        <source>High-contrast theme</source>
        <translation>高对比度主题</translation>
    </message>
    <message>
        <source>White on black, strong lines</source>
        <translation>黑底白字，线条醒目</translation>
    </message>
    <message>
        <source>The window in English</source>
        <translation>英文界面</translation>
    </message>
    <message>
        <source>The window in Simplified Chinese</source>
        <translation>简体中文界面</translation>
    </message>
    <message>
        <source>The window in German</source>
        <translation>德文界面</translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation>命令面板…</translation>
    </message>
    <message>
        <source>Finds a command by its name</source>
        <translation>按名称查找命令</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>All commands and their keys</source>
        <translation>所有命令及其按键</translation>
    </message>
    <message>
        <source>About Qt</source>
        <translation>关于 Qt</translation>
    </message>
    <message>
        <source>The toolkit that draws this window</source>
        <translation>绘制此窗口的工具包</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>msao::ui::AnswerView</name>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>No question yet</source>
        <translation>尚无问题</translation>
    </message>
    <message>
        <source>Open a recording with Ctrl+O and press Space to play it.</source>
        <translation>按 Ctrl+O 打开录制，再按空格键播放。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 = %2 proposed</source>
        <translation>%1 = 共提出 %2</translation>
    </message>
    <message>
        <source>Race</source>
        <translation>竞速</translation>
    </message>
    <message>
        <source>the answers differ</source>
        <translation>回答不同</translation>
    </message>
    <message>
        <source>same answer, token for token</source>
        <translation>回答逐词元相同</translation>
    </message>
    <message>
        <source>running…</source>
        <translation>进行中…</translation>
    </message>
    <message>
        <source>%1 tok/s</source>
        <translation>%1 词元/秒</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %2 · %n token(s)</source>
        <translation>
            <numerusform>%1 · %2 · %n 个词元</numerusform>
        </translation>
    </message>
    <message>
        <source>reading the question</source>
        <translation>正在读取问题</translation>
    </message>
    <message>
        <source>looking at the picture and planning</source>
        <translation>正在观察图片并规划</translation>
    </message>
    <message>
        <source>the cloud is answering</source>
        <translation>云端正在回答</translation>
    </message>
    <message>
        <source>H %1 ≤ θ %2</source>
        <translation>H %1 ≤ θ %2</translation>
    </message>
    <message>
        <source>H %1 &gt; θ %2, offloaded</source>
        <translation>H %1 &gt; θ %2，已卸载</translation>
    </message>
    <message numerus="yes">
        <source>verifying %n draft(s)</source>
        <translation>
            <numerusform>正在验证 %n 个草稿</numerusform>
        </translation>
    </message>
    <message>
        <source>drafting</source>
        <translation>正在起草</translation>
    </message>
    <message>
        <source>%1 · step %2 · %3</source>
        <translation>%1 · 第 %2 步 · %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2, the draft was %3</source>
        <translation>%1：%2，草稿为 %3</translation>
    </message>
</context>
<context>
    <name>msao::ui::CheatSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
</context>
<context>
    <name>msao::ui::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>您想做什么？</translation>
    </message>
    <message>
        <source>Name of a command</source>
        <translation>命令名称</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>找到的命令</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>msao::ui::EntropyView</name>
    <message>
        <source>Entropy trace</source>
        <translation>熵轨迹</translation>
    </message>
    <message>
        <source>Entropy per token</source>
        <translation>每词元的熵</translation>
    </message>
    <message>
        <source>Nothing drafted</source>
        <translation>没有草稿</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>尚无运行</translation>
    </message>
    <message>
        <source>In this mode, or so far, the edge drafts no tokens.</source>
        <translation>在此模式下或到目前为止，边缘没有起草词元。</translation>
    </message>
    <message>
        <source>The uncertainty of every drafted token will stand here.</source>
        <translation>这里将显示每个草稿词元的不确定度。</translation>
    </message>
    <message>
        <source>normalised, H / log |V|</source>
        <translation>归一化，H / log |V|</translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s): min %1, mean %2, max %3</source>
        <translation>
            <numerusform>%n 个草稿：最小 %1，平均 %2，最大 %3</numerusform>
        </translation>
    </message>
    <message>
        <source>θ %1</source>
        <translation>θ %1</translation>
    </message>
</context>
<context>
    <name>msao::ui::EventRows</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
</context>
<context>
    <name>msao::ui::EventTable</name>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Find in events</source>
        <translation>在事件中查找</translation>
    </message>
</context>
<context>
    <name>msao::ui::HeadlineFigures</name>
    <message>
        <source>tok/s</source>
        <translation>词元/秒</translation>
    </message>
    <message>
        <source>speed-up</source>
        <translation>加速比</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>cloud / token</source>
        <translation>云端 / 词元</translation>
    </message>
    <message>
        <source>cloud only %1</source>
        <translation>仅云端 %1</translation>
    </message>
    <message>
        <source>×%1</source>
        <translation>×%1</translation>
    </message>
    <message>
        <source>than cloud only</source>
        <translation>相对仅云端</translation>
    </message>
    <message>
        <source>not raced</source>
        <translation>未竞速</translation>
    </message>
    <message>
        <source>%1 of %2 drafts</source>
        <translation>%1 / %2 个草稿</translation>
    </message>
    <message>
        <source>%1 back</source>
        <translation>返回 %1</translation>
    </message>
    <message>
        <source>%1 saved</source>
        <translation>节省 %1</translation>
    </message>
</context>
<context>
    <name>msao::ui::HeadlineView</name>
    <message>
        <source>Headline numbers</source>
        <translation>关键数字</translation>
    </message>
    <message>
        <source>MAS per modality</source>
        <translation>各模态的 MAS</translation>
    </message>
</context>
<context>
    <name>msao::ui::HeatmapView</name>
    <message>
        <source>Picture and MAS heatmap</source>
        <translation>图片与 MAS 热力图</translation>
    </message>
    <message>
        <source>No picture yet</source>
        <translation>尚无图片</translation>
    </message>
    <message>
        <source>Open a recording, or ask about a picture.</source>
        <translation>打开录制，或就图片提问。</translation>
    </message>
    <message>
        <source>MAS importance</source>
        <translation>MAS 重要性</translation>
    </message>
    <message>
        <source>τ %1</source>
        <translation>τ %1</translation>
    </message>
    <message>
        <source>kept %1 of %2 tokens</source>
        <translation>保留 %1 / %2 个词元</translation>
    </message>
    <message>
        <source>%1 · %2 of %3</source>
        <translation>%1 · %2 / %3</translation>
    </message>
</context>
<context>
    <name>msao::ui::InspectorView</name>
    <message>
        <source>Token inspector</source>
        <translation>词元检查器</translation>
    </message>
    <message>
        <source>position %1</source>
        <translation>位置 %1</translation>
    </message>
    <message>
        <source>the newest draft</source>
        <translation>最新草稿</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Nothing to inspect</source>
        <translation>没有可检查的内容</translation>
    </message>
    <message>
        <source>Click a token of the answer.</source>
        <translation>点击回答中的一个词元。</translation>
    </message>
    <message>
        <source>drafted in</source>
        <translation>起草用时</translation>
    </message>
    <message>
        <source>batch %1</source>
        <translation>批次 %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>cloud pass</source>
        <translation>云端一遍</translation>
    </message>
    <message>
        <source>up / down</source>
        <translation>上行 / 下行</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>waited</source>
        <translation>等待</translation>
    </message>
</context>
<context>
    <name>msao::ui::LinkView</name>
    <message>
        <source>Link</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>lost · the edge goes on alone</source>
        <translation>已断开 · 边缘独自继续</translation>
    </message>
    <message>
        <source>No link measured</source>
        <translation>未测量链路</translation>
    </message>
    <message>
        <source>Round trip and bandwidth are estimated from real traffic.</source>
        <translation>往返时间和带宽由真实流量估计。</translation>
    </message>
    <message>
        <source>round trip</source>
        <translation>往返</translation>
    </message>
    <message>
        <source>bandwidth</source>
        <translation>带宽</translation>
    </message>
    <message>
        <source>jitter</source>
        <translation>抖动</translation>
    </message>
    <message>
        <source>%1 up, %2 down</source>
        <translation>上行 %1，下行 %2</translation>
    </message>
    <message>
        <source>carried</source>
        <translation>已传输</translation>
    </message>
</context>
<context>
    <name>msao::ui::MainWindow</name>
    <message>
        <source>Head</source>
        <translation>顶栏</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>播放栏</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>All commands</source>
        <translation>所有命令</translation>
    </message>
    <message>
        <source>Open recording</source>
        <translation>打开录制</translation>
    </message>
    <message>
        <source>Recordings (*.msao)</source>
        <translation>录制 (*.msao)</translation>
    </message>
    <message>
        <source>Save screenshot</source>
        <translation>保存截图</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
    <message>
        <source>Damaged recording</source>
        <translation>录制已损坏</translation>
    </message>
    <message>
        <source>What could be read is shown. %1</source>
        <translation>已显示可读取的部分。%1</translation>
    </message>
</context>
<context>
    <name>msao::ui::ModalitiesView</name>
    <message>
        <source>Modalities</source>
        <translation>模态</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s), %1</source>
        <translation>
            <numerusform>%n 个词元，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>planned: %1 of %2 tokens, %3 of %4</source>
        <translation>计划：%1 / %2 个词元，%3 / %4</translation>
    </message>
    <message>
        <source>what the probe found, and what travels</source>
        <translation>探针的结果与传送的内容</translation>
    </message>
    <message>
        <source>Not probed</source>
        <translation>未探测</translation>
    </message>
    <message>
        <source>The probe scores what a question brings along.</source>
        <translation>探针对问题附带的内容评分。</translation>
    </message>
</context>
<context>
    <name>msao::ui::PanelSet</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>熵</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元表</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Modalities</source>
        <translation>模态</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
</context>
<context>
    <name>msao::ui::PlanView</name>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>no plan keeps every bound; broken: %1</source>
        <translation>没有计划满足所有约束；违反：%1</translation>
    </message>
    <message>
        <source>no constraint binds</source>
        <translation>没有起作用的约束</translation>
    </message>
    <message>
        <source>binds: %1</source>
        <translation>起作用：%1</translation>
    </message>
    <message>
        <source>made in %1</source>
        <translation>用时 %1</translation>
    </message>
    <message>
        <source>No plan</source>
        <translation>没有计划</translation>
    </message>
    <message>
        <source>In this mode, or so far, nothing was planned.</source>
        <translation>在此模式下或到目前为止，没有规划。</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>predicted in all</source>
        <translation>预计总计</translation>
    </message>
</context>
<context>
    <name>msao::ui::Quantities</name>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 kB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 Mbit/s</source>
        <translation>%1 Mbit/s</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>audio</source>
        <translation>音频</translation>
    </message>
    <message>
        <source>Cloud only</source>
        <translation>仅云端</translation>
    </message>
    <message>
        <source>Edge only</source>
        <translation>仅边缘</translation>
    </message>
    <message>
        <source>Synchronous</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Co-located</source>
        <translation>同址</translation>
    </message>
    <message>
        <source>Verify only</source>
        <translation>仅验证</translation>
    </message>
    <message>
        <source>Never idle</source>
        <translation>永不空闲</translation>
    </message>
    <message>
        <source>Hybrid</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>Adaptive</source>
        <translation>自适应</translation>
    </message>
    <message>
        <source>MSAO, uniform pruning</source>
        <translation>MSAO，均匀剪枝</translation>
    </message>
    <message>
        <source>MSAO, static split</source>
        <translation>MSAO，静态划分</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>length limit reached</source>
        <translation>达到长度上限</translation>
    </message>
    <message>
        <source>stop string reached</source>
        <translation>遇到停止串</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>batch full</source>
        <translation>批次已满</translation>
    </message>
    <message>
        <source>not confident</source>
        <translation>不确信</translation>
    </message>
    <message>
        <source>end of text</source>
        <translation>文本结束</translation>
    </message>
    <message>
        <source>reconnected</source>
        <translation>已重新连接</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
</context>
<context>
    <name>msao::ui::ReplayBar</name>
    <message>
        <source>Moment of the run</source>
        <translation>运行时刻</translation>
    </message>
    <message>
        <source>Speed of the replay</source>
        <translation>回放速度</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>msao::ui::ResourcesView</name>
    <message>
        <source>Resources</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>%1 W</source>
        <translation>%1 W</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>GPU memory</source>
        <translation>显存</translation>
    </message>
    <message>
        <source>power</source>
        <translation>功率</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>This recording has no samples of CPU, memory, GPU or power.</source>
        <translation>此录制没有 CPU、内存、GPU 或功率的采样。</translation>
    </message>
    <message>
        <source>edge</source>
        <translation>边缘</translation>
    </message>
    <message>
        <source>cloud</source>
        <translation>云端</translation>
    </message>
</context>
<context>
    <name>msao::ui::StatusChips</name>
    <message>
        <source>State of the run</source>
        <translation>运行状态</translation>
    </message>
    <message>
        <source>No recording open</source>
        <translation>未打开录制</translation>
    </message>
    <message>
        <source>Live · %1</source>
        <translation>实时 · %1</translation>
    </message>
    <message>
        <source>Replay · %1</source>
        <translation>回放 · %1</translation>
    </message>
    <message>
        <source>Cloud %1 · %2</source>
        <translation>云端 %1 · %2</translation>
    </message>
    <message>
        <source>Cloud lost · local only, unverified</source>
        <translation>云端断开 · 仅本地，未验证</translation>
    </message>
</context>
<context>
    <name>msao::ui::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>edge draft</source>
        <translation>边缘起草</translation>
    </message>
    <message>
        <source>uplink</source>
        <translation>上行</translation>
    </message>
    <message>
        <source>cloud verify</source>
        <translation>云端验证</translation>
    </message>
    <message>
        <source>downlink</source>
        <translation>下行</translation>
    </message>
    <message>
        <source>rollback</source>
        <translation>回滚</translation>
    </message>
    <message>
        <source>%1 · plan %2</source>
        <translation>%1 · 计划 %2</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>尚无运行</translation>
    </message>
    <message>
        <source>Who works when will stand here.</source>
        <translation>这里将显示各方的工作时段。</translation>
    </message>
</context>
<context>
    <name>msao::ui::TokenMarkNames</name>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>已纠正</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>cloud&apos;s own</source>
        <translation>云端自有</translation>
    </message>
    <message>
        <source>unverified</source>
        <translation>未验证</translation>
    </message>
    <message>
        <source>drafted</source>
        <translation>草稿</translation>
    </message>
</context>
<context>
    <name>msao::ui::TokenReasons</name>
    <message>
        <source>H %1 ≤ θ %2: confident</source>
        <translation>H %1 ≤ θ %2：确信</translation>
    </message>
    <message>
        <source>H %1 &gt; θ %2: not confident</source>
        <translation>H %1 &gt; θ %2：不确信</translation>
    </message>
    <message numerus="yes">
        <source>sent with %n draft(s) (%1)</source>
        <translation>
            <numerusform>随 %n 个草稿发送（%1）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n accepted</source>
        <translation>
            <numerusform>%n 个被接受</numerusform>
        </translation>
    </message>
    <message>
        <source>waits for company</source>
        <translation>等待同批</translation>
    </message>
    <message>
        <source>never sent</source>
        <translation>从未发送</translation>
    </message>
    <message>
        <source>verdict not here yet</source>
        <translation>裁决尚未到达</translation>
    </message>
    <message>
        <source>the cloud draws the same</source>
        <translation>云端得出相同词元</translation>
    </message>
    <message>
        <source>the cloud draws another token</source>
        <translation>云端得出另一词元</translation>
    </message>
    <message>
        <source>thrown away: it continued a branch that ended</source>
        <translation>被丢弃：它延续的分支已终止</translation>
    </message>
    <message>
        <source>kept without the cloud</source>
        <translation>未经云端而保留</translation>
    </message>
    <message>
        <source>the cloud&apos;s own token</source>
        <translation>云端自己的词元</translation>
    </message>
    <message numerus="yes">
        <source>the cloud went on behind %n accepted draft(s)</source>
        <translation>
            <numerusform>云端在 %n 个被接受的草稿之后继续</numerusform>
        </translation>
    </message>
    <message>
        <source>no draft stood here, so the cloud decoded it</source>
        <translation>此处没有草稿，由云端解码</translation>
    </message>
</context>
<context>
    <name>msao::ui::TokenRows</name>
    <message>
        <source>#</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Fate</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>H</source>
        <translation>H</translation>
    </message>
    <message>
        <source>θ</source>
        <translation>θ</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>起草</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>等待</translation>
    </message>
</context>
<context>
    <name>msao::ui::TokenTable</name>
    <message>
        <source>Token table</source>
        <translation>词元表</translation>
    </message>
</context>
<context>
    <name>msao::ui::TraceLoader</name>
    <message numerus="yes">
        <source>Only the first %n event(s) are shown.</source>
        <translation>
            <numerusform>仅显示前 %n 个事件。</numerusform>
        </translation>
    </message>
</context>
</TS>
