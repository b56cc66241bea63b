<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>msao::edge::CameraInput</name>
    <message>
        <source>There is no such camera: connect one, or choose another source.</source>
        <translation>没有此摄像头：请连接一个，或选择其他来源。</translation>
    </message>
    <message>
        <source>The camera was unplugged.</source>
        <translation>摄像头已被拔出。</translation>
    </message>
</context>
<context>
    <name>msao::edge::CameraSource</name>
    <message>
        <source>The camera gives no pictures any more.</source>
        <translation>摄像头不再提供画面。</translation>
    </message>
</context>
<context>
    <name>msao::edge::CloudLink</name>
    <message>
        <source>The cloud does not answer.</source>
        <translation>云端没有响应。</translation>
    </message>
    <message>
        <source>The cloud says what this program does not understand.</source>
        <translation>云端发来的内容本程序无法理解。</translation>
    </message>
    <message>
        <source>The connection to the cloud broke.</source>
        <translation>与云端的连接中断。</translation>
    </message>
    <message>
        <source>The link does not take what must be sent: %1</source>
        <translation>链路无法接收待发送的内容：%1</translation>
    </message>
</context>
<context>
    <name>msao::edge::Microphone</name>
    <message>
        <source>It gives nothing but silence: is a switch on it off?</source>
        <translation>只有静音：它的开关是不是关着？</translation>
    </message>
    <message>
        <source>Nobody was heard: speak while the key or the button is down.</source>
        <translation>没有听到声音：请在按住按键或按钮时说话。</translation>
    </message>
    <message>
        <source>The microphone does not answer.</source>
        <translation>麦克风没有响应。</translation>
    </message>
    <message>
        <source>The microphone was unplugged.</source>
        <translation>麦克风已被拔出。</translation>
    </message>
</context>
<context>
    <name>msao::edge::MicrophoneInput</name>
    <message>
        <source>The microphone was unplugged.</source>
        <translation>麦克风已被拔出。</translation>
    </message>
    <message>
        <source>There is no such microphone: connect one, or choose another.</source>
        <translation>没有这个麦克风：请连接一个，或选择其他麦克风。</translation>
    </message>
    <message>
        <source>The microphone could not be opened: another program may hold it.</source>
        <translation>无法打开麦克风：可能正被其他程序占用。</translation>
    </message>
    <message>
        <source>The microphone gives no sound any more.</source>
        <translation>麦克风不再提供声音。</translation>
    </message>
</context>
<context>
    <name>msao::edge::ModelFit</name>
    <message>
        <source>The cloud&apos;s model (%1) has another vocabulary than the draft model: %2 tokens there, %3 here. Choose a draft model of the same family, or another cloud.</source>
        <translation>云端模型（%1）的词表与草稿模型不同：云端 %2 个词元，本地 %3 个。请选择同系列的草稿模型或其他云端。</translation>
    </message>
    <message>
        <source>The cloud&apos;s model (%1) cuts pictures into squares of %2 pixels, the draft model into squares of %3. Choose a draft model of the same family, or another cloud.</source>
        <translation>云端模型（%1）将图片切成 %2 像素的方块，草稿模型为 %3 像素。请选择同系列的草稿模型或其他云端。</translation>
    </message>
</context>
<context>
    <name>msao::edge::Refusal</name>
    <message>
        <source>This program and the cloud speak versions of the protocol that are too far apart: update the older one.</source>
        <translation>本程序与云端的协议版本相差过大：请更新较旧的一方。</translation>
    </message>
    <message>
        <source>The cloud answers only who logs in: name a token and its secret.</source>
        <translation>云端只回应已登录者：请指定令牌及其密钥。</translation>
    </message>
    <message>
        <source>The cloud does not accept this token: check its name and its secret, or have a new one made.</source>
        <translation>云端不接受此令牌：请检查其名称和密钥，或申请新的令牌。</translation>
    </message>
    <message>
        <source>The cloud&apos;s model reads pictures in another way than the draft model: choose a draft model of the same family.</source>
        <translation>云端模型读取图片的方式与草稿模型不同：请选择同系列的草稿模型。</translation>
    </message>
    <message>
        <source>This token has used up what it may ask for now.</source>
        <translation>此令牌目前的配额已用完。</translation>
    </message>
    <message>
        <source>The cloud has no room for another answer now.</source>
        <translation>云端目前没有余量处理新的回答。</translation>
    </message>
    <message>
        <source>The cloud is going away and takes no new questions.</source>
        <translation>云端即将关闭，不再接受新问题。</translation>
    </message>
    <message>
        <source>The cloud has no memory left for this answer.</source>
        <translation>云端没有足够内存处理此回答。</translation>
    </message>
    <message>
        <source>This is more than the cloud takes: a shorter question, a smaller picture or a shorter answer may fit.</source>
        <translation>超出云端可接受的范围：请缩短问题、缩小图片或缩短回答。</translation>
    </message>
    <message>
        <source>A message was larger than the cloud takes.</source>
        <translation>消息超出云端可接受的大小。</translation>
    </message>
    <message>
        <source>The picture did not reach the cloud as it was sent.</source>
        <translation>图片到达云端时与发送时不一致。</translation>
    </message>
    <message>
        <source>This cloud cannot answer in the way that was asked for: choose another mode, or another way of sampling.</source>
        <translation>此云端无法按所要求的方式作答：请选择其他模式或采样方式。</translation>
    </message>
    <message>
        <source>The cloud waited in vain for this program.</source>
        <translation>云端等待本程序超时。</translation>
    </message>
    <message>
        <source>The cloud&apos;s model is gone.</source>
        <translation>云端模型已不可用。</translation>
    </message>
    <message>
        <source>The cloud does not know this answer any more.</source>
        <translation>云端已不再保留此回答。</translation>
    </message>
    <message>
        <source>The cloud did not understand this program: the two do not fit together.</source>
        <translation>云端无法理解本程序：两者不匹配。</translation>
    </message>
    <message>
        <source>The cloud cannot answer, and does not say why.</source>
        <translation>云端无法作答，且未说明原因。</translation>
    </message>
</context>
<context>
    <name>msao::edge::SceneSource</name>
    <message>
        <source>Scene %1</source>
        <translation>场景 %1</translation>
    </message>
</context>
<context>
    <name>msao::edge::Unreachable</name>
    <message>
        <source>The cloud cannot be reached: nothing listens at %1. Check host and port, and whether msao-cloud runs there.</source>
        <translation>无法连接云端：%1 处没有程序在监听。请检查主机和端口，以及 msao-cloud 是否在那里运行。</translation>
    </message>
    <message>
        <source>The cloud cannot be reached: there is no machine of the name in %1. Check the address and the network.</source>
        <translation>无法连接云端：找不到 %1 中名称的主机。请检查地址和网络。</translation>
    </message>
    <message>
        <source>The cloud cannot be reached: %1 closed the connection. If it is not encrypted, its address begins with ws://; if it asks for a certificate, name one.</source>
        <translation>无法连接云端：%1 关闭了连接。如果它未加密，其地址应以 ws:// 开头；如果它要求证书，请指定一个。</translation>
    </message>
    <message>
        <source>The cloud cannot be reached: %1 closed the connection. If it is encrypted, its address begins with wss://.</source>
        <translation>无法连接云端：%1 关闭了连接。如果它已加密，其地址应以 wss:// 开头。</translation>
    </message>
    <message>
        <source>The cloud cannot be reached: what answers at %1 does not speak TLS. If it is not encrypted, its address begins with ws://.</source>
        <translation>无法连接云端：%1 处的应答方不使用 TLS。如果它未加密，其地址应以 ws:// 开头。</translation>
    </message>
    <message>
        <source>The cloud cannot be reached: %1 and this program found no encryption that both take (%2). It must offer TLS 1.2 or 1.3; if it asks for a certificate, name one.</source>
        <translation>无法连接云端：%1 与本程序找不到双方都接受的加密方式（%2）。它必须提供 TLS 1.2 或 1.3；如果它要求证书，请指定一个。</translation>
    </message>
    <message>
        <source>The cloud cannot be reached: the connection to %1 failed, and the system does not say why. Check address and network, and whether msao-cloud runs there.</source>
        <translation>无法连接云端：与 %1 的连接失败，系统没有说明原因。请检查地址和网络，以及 msao-cloud 是否在那里运行。</translation>
    </message>
    <message>
        <source>The cloud cannot be reached: the connection to %1 failed (%2). Check address and network.</source>
        <translation>无法连接云端：与 %1 的连接失败（%2）。请检查地址和网络。</translation>
    </message>
    <message>
        <source>The cloud cannot be reached: what answers at %1 is no msao-cloud, or has none behind it (%2). Check the address.</source>
        <translation>无法连接云端：%1 处的应答方不是 msao-cloud，或其后没有 msao-cloud（%2）。请检查地址。</translation>
    </message>
    <message>
        <source>it is another host&apos;s than %1. Name the cloud as its certificate does.</source>
        <translation>它属于另一台主机，而不是 %1。请使用证书中的名称来指定云端。</translation>
    </message>
    <message>
        <source>nobody who is trusted here has signed it. If it is of an authority of your own, name that authority&apos;s certificate.</source>
        <translation>签发者在此不受信任。如果它由您自己的证书颁发机构签发，请指定该机构的证书。</translation>
    </message>
    <message>
        <source>it is not valid now. It needs another one, unless this machine&apos;s clock is wrong.</source>
        <translation>它目前无效。云端需要另一个证书，除非本机时钟有误。</translation>
    </message>
    <message>
        <source>whoever signed it has revoked it. It needs another one.</source>
        <translation>签发者已将其吊销。云端需要另一个证书。</translation>
    </message>
    <message>
        <source>its key or a signature is too weak, or it has conditions that are not met here. It needs another one.</source>
        <translation>其密钥或某个签名强度不足，或它带有此处不满足的条件。云端需要另一个证书。</translation>
    </message>
    <message>
        <source>The cloud&apos;s certificate is not to be trusted: %1</source>
        <translation>云端的证书不可信：%1</translation>
    </message>
</context>
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
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Saves tokens, traces, transcripts, figures or a clip</source>
        <translation>保存词元、轨迹、文字记录、图表或片段</translation>
    </message>
    <message>
        <source>Tune panel</source>
        <translation>调节面板</translation>
    </message>
    <message>
        <source>How the next question is answered</source>
        <translation>下一个问题如何作答</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>Asks what stands in the question line; goes there first</source>
        <translation>提出输入框中的问题；先转到输入框</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Ends the answer within one token</source>
        <translation>在一个词元之内结束回答</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>再问一次</translation>
    </message>
    <message>
        <source>Asks the last question again, about what is there now</source>
        <translation>就当前画面再次提出上一个问题</translation>
    </message>
    <message>
        <source>Look at the moving scene</source>
        <translation>观看动态场景</translation>
    </message>
    <message>
        <source>The animated scene of the demo world</source>
        <translation>演示世界的动态场景</translation>
    </message>
    <message>
        <source>Look at a picture file…</source>
        <translation>观看图片文件…</translation>
    </message>
    <message>
        <source>A picture, or a .y4m clip in a circle</source>
        <translation>一张图片，或循环播放的 .y4m 片段</translation>
    </message>
    <message>
        <source>Look at the pasted picture</source>
        <translation>观看粘贴的图片</translation>
    </message>
    <message>
        <source>The picture in the clipboard</source>
        <translation>剪贴板中的图片</translation>
    </message>
    <message>
        <source>Look at nothing</source>
        <translation>不看画面</translation>
    </message>
    <message>
        <source>Questions without a picture; a camera is closed</source>
        <translation>不带图片提问；摄像头会关闭</translation>
    </message>
    <message>
        <source>Unplug the cloud</source>
        <translation>断开云端</translation>
    </message>
    <message>
        <source>Emulates a link that is down, and plugs it in again</source>
        <translation>模拟断开的链路，再次按下则恢复</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Records the last minute and what follows, until pressed again</source>
        <translation>录制最近一分钟及之后的内容，再按一次结束</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>回到实时</translation>
    </message>
    <message>
        <source>Leaves the recording for the live run behind it</source>
        <translation>离开录制，回到其后的实时运行</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Look, server, link and recordings</source>
        <translation>外观、服务器、链路与记录</translation>
    </message>
    <message>
        <source>Getting started…</source>
        <translation>入门…</translation>
    </message>
    <message>
        <source>The demo, a recording, or a server</source>
        <translation>演示、记录或服务器</translation>
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
        <source>Live</source>
        <translation>实时</translation>
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
    <message>
        <source>Hold to talk</source>
        <translation>按住说话</translation>
    </message>
    <message>
        <source>Asks aloud for as long as it is held; or press, talk, and press again</source>
        <translation>按住时用语音提问；或按一下、说话、再按一下</translation>
    </message>
    <message>
        <source>Mute the microphone</source>
        <translation>麦克风静音</translation>
    </message>
    <message>
        <source>Closes the microphone, and keeps it closed</source>
        <translation>关闭麦克风，并保持关闭</translation>
    </message>
    <message>
        <source>Ask with a sound file…</source>
        <translation>用声音文件提问…</translation>
    </message>
    <message>
        <source>A WAV file, as if it had been spoken</source>
        <translation>一个 WAV 文件，如同当场说出</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>The next question goes on from nothing</source>
        <translation>下一个问题从头开始</translation>
    </message>
    <message>
        <source>Conversations…</source>
        <translation>对话…</translation>
    </message>
    <message>
        <source>Finds, renames, exports and goes on with conversations</source>
        <translation>查找、重命名、导出并继续对话</translation>
    </message>
    <message>
        <source>Keep picture</source>
        <translation>保留画面</translation>
    </message>
    <message>
        <source>Further questions are about the picture of this conversation, whatever moves meanwhile</source>
        <translation>后续问题针对本对话的画面，不管场景如何变化</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>监看</translation>
    </message>
    <message>
        <source>Asks the last question again by itself whenever the scene has changed</source>
        <translation>场景一有变化就自动再问上一个问题</translation>
    </message>
    <message>
        <source>Look at a part of the screen…</source>
        <translation>看屏幕的一部分…</translation>
    </message>
    <message>
        <source>A rectangle that is drawn with the mouse; nothing is read before that</source>
        <translation>用鼠标画出的矩形；在此之前不读取任何内容</translation>
    </message>
    <message>
        <source>Race</source>
        <translation>竞速</translation>
    </message>
    <message>
        <source>The last question about one picture, first as the rival answers, then as it is tuned</source>
        <translation>就同一张图片再问上一个问题：先按对手的方式回答，再按当前设置回答</translation>
    </message>
    <message>
        <source>Record the picture, too</source>
        <translation>同时保存图片</translation>
    </message>
    <message>
        <source>Keeps the last question&apos;s picture beside a recording</source>
        <translation>在录制文件旁保存最后一个问题的图片</translation>
    </message>
</context>
<context>
    <name>msao::ui::AnswerView</name>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>没有回答</translation>
    </message>
    <message>
        <source>No question yet</source>
        <translation>尚无问题</translation>
    </message>
    <message>
        <source>Type one below and press Return, or take an example.</source>
        <translation>在下方输入问题并按回车，或选择一个示例。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 = %2 proposed</source>
        <translation>%1 = 共提出 %2</translation>
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
    <message>
        <source>A new conversation</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>Goes on from what was said.</source>
        <translation>承接前面的内容。</translation>
    </message>
    <message numerus="yes">
        <source>Goes on from what was said: %n token(s) not read again.</source>
        <translation>
            <numerusform>承接前面的内容：%n 个词元无需重读。</numerusform>
        </translation>
    </message>
    <message>
        <source>Click to change this question and ask it again</source>
        <translation>点击可修改此问题并再次提问</translation>
    </message>
    <message>
        <source>Getting started…</source>
        <translation>入门…</translation>
    </message>
    <message>
        <source>Try the demo, open a recording, or connect a server.</source>
        <translation>试用演示、打开录制文件，或连接服务器。</translation>
    </message>
    <message numerus="yes">
        <source>▲ %n line(s) above</source>
        <translation>
            <numerusform>▲ 上面还有 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 = %2</source>
        <translation>%1 = %2</translation>
    </message>
    <message>
        <source>%1 %2 (%3 too late)</source>
        <translation>%1 %2（%3 个太晚）</translation>
    </message>
</context>
<context>
    <name>msao::ui::AskBar</name>
    <message>
        <source>Asked before</source>
        <translation>之前问过</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>无画面</translation>
    </message>
    <message>
        <source>What is looked at: %1</source>
        <translation>当前画面：%1</translation>
    </message>
    <message>
        <source>Ask about what you see…</source>
        <translation>就你看到的内容提问…</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>What is looked at</source>
        <translation>当前画面</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Examples of questions</source>
        <translation>问题示例</translation>
    </message>
</context>
<context>
    <name>msao::ui::CameraMenu</name>
    <message>
        <source>Looking for cameras…</source>
        <translation>正在查找摄像头…</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>No camera found. Use a file or the scene.</source>
        <translation>未找到摄像头。请使用文件或场景。</translation>
    </message>
    <message>
        <source>At its usual size</source>
        <translation>使用默认分辨率</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>Mirrored</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>As in a mirror, for the models too: writing is the wrong way round for them as well</source>
        <translation>像照镜子一样，模型看到的也是镜像：文字对它们来说同样左右相反</translation>
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
    <name>msao::ui::ClipFrames</name>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 已存在。</translation>
    </message>
    <message>
        <source>A clip has from 1 to %1 frames, not %2.</source>
        <translation>片段须有 1 到 %1 帧，而不是 %2。</translation>
    </message>
    <message>
        <source>There is no picture of this run.</source>
        <translation>此次运行没有图像。</translation>
    </message>
    <message>
        <source>A picture could not be encoded.</source>
        <translation>有一幅图像无法编码。</translation>
    </message>
    <message>
        <source>the name is taken</source>
        <translation>名称已被占用</translation>
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
    <name>msao::ui::ConversationBar</name>
    <message>
        <source>One picture</source>
        <translation>单幅画面</translation>
    </message>
    <message numerus="yes">
        <source>The last %n second(s)</source>
        <translation>
            <numerusform>最近 %n 秒</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask again when more than this has changed</source>
        <translation>变化超过此值时再次提问</translation>
    </message>
    <message>
        <source>γ &gt; %1</source>
        <translation>γ &gt; %1</translation>
    </message>
    <message>
        <source>And no sooner than after</source>
        <translation>且间隔不短于</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n 秒</numerusform>
        </translation>
    </message>
    <message>
        <source>Conversation: %1</source>
        <translation>对话：%1</translation>
    </message>
    <message numerus="yes">
        <source>Last %n second(s)</source>
        <translation>
            <numerusform>最近 %n 秒</numerusform>
        </translation>
    </message>
    <message>
        <source>Watching: stop</source>
        <translation>监看中：停止</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>What a question looks at</source>
        <translation>提问所看的内容</translation>
    </message>
    <message>
        <source>What a question looks at: one picture, or the last seconds as a clip</source>
        <translation>提问所看的内容：单幅画面，或最近几秒的片段</translation>
    </message>
    <message>
        <source>The last question is asked twice: first as this answers</source>
        <translation>上一个问题问两遍：先由它回答</translation>
    </message>
    <message>
        <source>%1 (needs a cloud of one&apos;s own)</source>
        <translation>%1（需要自己的云端）</translation>
    </message>
    <message>
        <source>Race: %1</source>
        <translation>竞速：%1</translation>
    </message>
</context>
<context>
    <name>msao::ui::ConversationList</name>
    <message>
        <source>Conversations</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Search what was said…</source>
        <translation>搜索对话内容…</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Rename the conversation</source>
        <translation>重命名对话</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Export the conversation as Markdown</source>
        <translation>将对话导出为 Markdown</translation>
    </message>
</context>
<context>
    <name>msao::ui::Conversations</name>
    <message numerus="yes">
        <source>%n question(s)</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>%1: of an earlier start, of which only the name was kept</source>
        <translation>%1：来自之前的一次运行，只保留了名称</translation>
    </message>
</context>
<context>
    <name>msao::ui::DropWords</name>
    <message>
        <source>%1 is nothing that is known here. Pictures (PNG, JPEG), folders of them, clips (.y4m), sounds (.wav), recordings (.msao) and text can be dropped.</source>
        <translation>无法识别 %1。可以拖入：图片（PNG、JPEG）、图片文件夹、短片（.y4m）、声音（.wav）、录制文件（.msao）和文字。</translation>
    </message>
    <message>
        <source>%1 is not there, or may not be read.</source>
        <translation>%1 不存在，或无权读取。</translation>
    </message>
    <message>
        <source>There is no file, no picture and no text in it.</source>
        <translation>其中没有文件、图片或文字。</translation>
    </message>
    <message>
        <source>No model runs that could be asked about it: try the demo or connect a server (F1). Recordings (.msao) can be opened without one.</source>
        <translation>没有正在运行的模型可供提问：请试用演示或连接服务器（F1）。录制文件（.msao）无需模型即可打开。</translation>
    </message>
</context>
<context>
    <name>msao::ui::EntropyFigure</name>
    <message>
        <source>Entropy per token</source>
        <translation>每词元的熵</translation>
    </message>
    <message>
        <source>Nothing was drafted, so there is no entropy.</source>
        <translation>没有起草任何词元，因此没有熵。</translation>
    </message>
    <message>
        <source>threshold θ</source>
        <translation>阈值 θ</translation>
    </message>
    <message>
        <source>sent by the entropy gate</source>
        <translation>由熵门发送</translation>
    </message>
    <message>
        <source>H / log |V|</source>
        <translation>H / log |V|</translation>
    </message>
    <message>
        <source>drafted token</source>
        <translation>起草的词元</translation>
    </message>
    <message>
        <source>θ %1</source>
        <translation>θ %1</translation>
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
    <message>
        <source>normalised, H / log |V| · ▼ H &gt; θ, offloaded</source>
        <translation>归一化，H / log |V| · ▼ H &gt; θ，已卸载</translation>
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
    <name>msao::ui::ExportActions</name>
    <message>
        <source>Export the conversation</source>
        <translation>导出对话</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>msao::ui::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Pictures written</source>
        <translation>已写入的图像</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>What to export</source>
        <translation>导出内容</translation>
    </message>
    <message>
        <source>Clip (PNG pictures)</source>
        <translation>片段（PNG 图像）</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Made for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>mm</source>
        <translation>毫米</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Typeface</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>pt</source>
        <translation>磅</translation>
    </message>
    <message>
        <source>Size of type</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>a second</source>
        <translation>每秒</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>The window through a stretch of the run, a picture a moment, in a new folder.</source>
        <translation>在一段运行期间逐刻截取窗口，存入新文件夹。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写入：%1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>msao::ui::ExportFile</name>
    <message>
        <source>%1 could not be written: the disk is full.</source>
        <translation>无法写入 %1：磁盘已满。</translation>
    </message>
    <message>
        <source>%1 could not be written: there is no folder %2.</source>
        <translation>无法写入 %1：没有文件夹 %2。</translation>
    </message>
    <message>
        <source>%1 could not be written: you may not write in %2.</source>
        <translation>无法写入 %1：您无权写入 %2。</translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
</context>
<context>
    <name>msao::ui::ExportFormats</name>
    <message>
        <source>Tokens (CSV)</source>
        <translation>词元（CSV）</translation>
    </message>
    <message>
        <source>Trace for Perfetto (JSON)</source>
        <translation>Perfetto 轨迹（JSON）</translation>
    </message>
    <message>
        <source>Transcript (Markdown)</source>
        <translation>文字记录（Markdown）</translation>
    </message>
    <message>
        <source>Transcript (HTML)</source>
        <translation>文字记录（HTML）</translation>
    </message>
    <message>
        <source>Figure (SVG)</source>
        <translation>图表（SVG）</translation>
    </message>
    <message>
        <source>Figure (PNG)</source>
        <translation>图表（PNG）</translation>
    </message>
    <message>
        <source>A row for every draft and every token of the cloud&apos;s own, with entropy, θ, times and bytes.</source>
        <translation>每个草稿和每个云端自有词元各占一行，含熵、θ、时间与字节数。</translation>
    </message>
    <message>
        <source>Opens in ui.perfetto.dev and chrome://tracing: lanes for edge, link and cloud.</source>
        <translation>可在 ui.perfetto.dev 与 chrome://tracing 中打开：边缘、链路与云端各有通道。</translation>
    </message>
    <message>
        <source>Questions, answers with their marks, and the numbers, as text.</source>
        <translation>问题、带标记的回答以及数字，以文本形式。</translation>
    </message>
    <message>
        <source>One page without other files: colours, marks, reasons and entropy; light, dark and print.</source>
        <translation>单一页面，无需其他文件：颜色、标记、原因与熵；浅色、深色与打印。</translation>
    </message>
    <message>
        <source>A figure with its legend for a paper or a slide, sharp at every size.</source>
        <translation>用于论文或幻灯片的带图例图表，任何尺寸都清晰。</translation>
    </message>
    <message>
        <source>A figure with its legend as a picture.</source>
        <translation>带图例的图表，以图像形式。</translation>
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
        <source>MAS heatmap</source>
        <translation>MAS 热图</translation>
    </message>
    <message>
        <source>Paper, one column</source>
        <translation>论文，单栏</translation>
    </message>
    <message>
        <source>Paper, full width</source>
        <translation>论文，通栏</translation>
    </message>
    <message>
        <source>Slide</source>
        <translation>幻灯片</translation>
    </message>
</context>
<context>
    <name>msao::ui::FigureFile</name>
    <message>
        <source>A figure is 20 to %1 mm wide and high, not %2 by %3.</source>
        <translation>图表的宽与高须为 20 到 %1 毫米，而不是 %2 × %3。</translation>
    </message>
    <message>
        <source>%1 dots per inch are too few or too many for this size.</source>
        <translation>对此尺寸而言，每英寸 %1 点过少或过多。</translation>
    </message>
</context>
<context>
    <name>msao::ui::FirstRunPage</name>
    <message>
        <source>Welcome to MSAO Studio</source>
        <translation>欢迎使用 MSAO Studio</translation>
    </message>
    <message>
        <source>How would you like to begin?</source>
        <translation>您想如何开始？</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>试用演示</translation>
    </message>
    <message>
        <source>Two small models, a moving scene and a cloud of its own, all on this machine.</source>
        <translation>两个小模型、一个动态场景和自带的云端，全部在本机。</translation>
    </message>
    <message>
        <source>The demo pair is not installed here: ./demo makes one.</source>
        <translation>此处未安装演示模型：./demo 可生成。</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>打开记录</translation>
    </message>
    <message>
        <source>A .msao file, to walk through token by token.</source>
        <translation>一个 .msao 文件，可逐词元查看。</translation>
    </message>
    <message>
        <source>Connect a server</source>
        <translation>连接服务器</translation>
    </message>
    <message>
        <source>An msao-cloud of yours: its address, and the token to log in with.</source>
        <translation>您的 msao-cloud：其地址以及登录令牌。</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
</context>
<context>
    <name>msao::ui::FreshStartWords</name>
    <message>
        <source>The picture has changed: this begins afresh.</source>
        <translation>画面已变化：从这里重新开始。</translation>
    </message>
    <message>
        <source>The conversation is as long as the models can read: this begins afresh.</source>
        <translation>对话已达到模型可读的长度：从这里重新开始。</translation>
    </message>
    <message>
        <source>The conversation has as many questions and pictures as a cloud takes: this begins afresh.</source>
        <translation>对话的问题和画面数量已达云端上限：从这里重新开始。</translation>
    </message>
    <message>
        <source>Another model was loaded: this begins afresh.</source>
        <translation>已加载另一个模型：从这里重新开始。</translation>
    </message>
    <message>
        <source>The conversation is too long ago, its pictures are gone: this begins afresh.</source>
        <translation>对话时间太久，其画面已不在：从这里重新开始。</translation>
    </message>
    <message>
        <source>This cloud keeps no conversations: this begins afresh.</source>
        <translation>此云端不保留对话：从这里重新开始。</translation>
    </message>
    <message>
        <source>This begins afresh.</source>
        <translation>从这里重新开始。</translation>
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
        <source>in drafts</source>
        <translation>草稿流量</translation>
    </message>
    <message>
        <source>cloud / token</source>
        <translation>云端 / 词元</translation>
    </message>
    <message>
        <source>not raced</source>
        <translation>未竞速</translation>
    </message>
    <message>
        <source>×%1</source>
        <translation>×%1</translation>
    </message>
    <message>
        <source>%1 of %2 judged</source>
        <translation>已判定 %2 个中 %1 个</translation>
    </message>
    <message>
        <source>%1 back</source>
        <translation>返回 %1</translation>
    </message>
    <message>
        <source>%1 saved</source>
        <translation>节省 %1</translation>
    </message>
    <message>
        <source>against %1</source>
        <translation>对比%1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>in states</source>
        <translation>状态流量</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>多 %1</translation>
    </message>
    <message>
        <source>while decoding</source>
        <translation>解码时</translation>
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
    <name>msao::ui::HeatmapFigure</name>
    <message>
        <source>MAS importance</source>
        <translation>MAS 重要性</translation>
    </message>
    <message>
        <source>MAS importance: kept %1 of %2 tokens</source>
        <translation>MAS 重要性：保留 %2 个词元中的 %1 个</translation>
    </message>
    <message>
        <source>The probe saw no picture, so there is no map.</source>
        <translation>探针没有看到图像，因此没有热图。</translation>
    </message>
    <message>
        <source>This run did not record the probe&apos;s map.</source>
        <translation>此次运行未记录探针的热图。</translation>
    </message>
    <message>
        <source>τ %1</source>
        <translation>τ %1</translation>
    </message>
    <message>
        <source>faded: not sent</source>
        <translation>淡化：未发送</translation>
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
        <source>Choose below what to look at, or drop a picture here.</source>
        <translation>在下方选择要观看的内容，或将图片拖放到此处。</translation>
    </message>
    <message>
        <source>as asked</source>
        <translation>提问时</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>γ: change per frame</source>
        <translation>γ：逐帧变化</translation>
    </message>
    <message>
        <source>as it is now</source>
        <translation>当前画面</translation>
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
    <message>
        <source>%1 end of text</source>
        <translation>%1 文本结束</translation>
    </message>
    <message>
        <source>draft model</source>
        <translation>草稿模型</translation>
    </message>
    <message>
        <source>cloud</source>
        <translation>云端</translation>
    </message>
</context>
<context>
    <name>msao::ui::LinkDock</name>
    <message>
        <source>Emulated link</source>
        <translation>模拟链路</translation>
    </message>
    <message>
        <source>Delays and throttles what travels, as this link would; said wherever it is on</source>
        <translation>像该链路一样延迟并限制传输；启用时处处注明</translation>
    </message>
    <message>
        <source>Adjust</source>
        <translation>调整</translation>
    </message>
    <message>
        <source>Adjust the emulated link</source>
        <translation>调整模拟链路</translation>
    </message>
    <message>
        <source>Sliders for bandwidth, round trip and loss; the connection is made anew for each change</source>
        <translation>带宽、往返时间和丢包的滑块；每次更改都会重新建立连接</translation>
    </message>
</context>
<context>
    <name>msao::ui::LinkPresets</name>
    <message>
        <source>off: the link as it is</source>
        <translation>关闭：真实链路</translation>
    </message>
    <message>
        <source>200 Mbit/s, 20 ms</source>
        <translation>200 Mbit/s，20 ms</translation>
    </message>
    <message>
        <source>300 Mbit/s, 20 ms</source>
        <translation>300 Mbit/s，20 ms</translation>
    </message>
    <message>
        <source>400 Mbit/s, 20 ms</source>
        <translation>400 Mbit/s，20 ms</translation>
    </message>
    <message>
        <source>5G: 100 Mbit/s, 30 ms</source>
        <translation>5G：100 Mbit/s，30 ms</translation>
    </message>
    <message>
        <source>hotel Wi-Fi: 8 Mbit/s, 80 ms</source>
        <translation>酒店 Wi-Fi：8 Mbit/s，80 ms</translation>
    </message>
    <message>
        <source>unplugged</source>
        <translation>已断开</translation>
    </message>
</context>
<context>
    <name>msao::ui::LinkSliders</name>
    <message>
        <source>Bandwidth</source>
        <translation>带宽</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>往返时间</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>丢包</translation>
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
    <message>
        <source>connected · idle</source>
        <translation>已连接 · 空闲</translation>
    </message>
    <message>
        <source>no estimate yet</source>
        <translation>尚无估计</translation>
    </message>
    <message>
        <source>last known %1</source>
        <translation>上次 %1</translation>
    </message>
</context>
<context>
    <name>msao::ui::LiveDesk</name>
    <message>
        <source>given picture</source>
        <translation>给定图片</translation>
    </message>
    <message>
        <source>This desktop does not let programs read its screen. Use a file or the scene.</source>
        <translation>此桌面不允许程序读取屏幕。请使用文件或场景。</translation>
    </message>
    <message>
        <source>screen, %1 × %2</source>
        <translation>屏幕，%1 × %2</translation>
    </message>
    <message>
        <source>%1 is not encrypted: with a certificate or an authority the address begins with wss://.</source>
        <translation>%1 未加密：使用证书或证书颁发机构时，地址须以 wss:// 开头。</translation>
    </message>
</context>
<context>
    <name>msao::ui::MainWindow</name>
    <message>
        <source>Look at a picture file</source>
        <translation>观看图片文件</translation>
    </message>
    <message>
        <source>Pictures and clips (*.png *.jpg *.jpeg *.y4m)</source>
        <translation>图片和片段 (*.png *.jpg *.jpeg *.y4m)</translation>
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
    <message>
        <source>Head</source>
        <translation>顶栏</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>播放栏</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>All commands</source>
        <translation>所有命令</translation>
    </message>
</context>
<context>
    <name>msao::ui::MicrophoneBar</name>
    <message>
        <source>Looking for microphones…</source>
        <translation>正在查找麦克风…</translation>
    </message>
    <message>
        <source>Which one may be opened while you talk?</source>
        <translation>您说话时可以打开哪一个？</translation>
    </message>
    <message>
        <source>No microphone found. Connect one, or take a file.</source>
        <translation>没有找到麦克风。请连接一个，或使用文件。</translation>
    </message>
    <message>
        <source>Use no microphone</source>
        <translation>不使用麦克风</translation>
    </message>
    <message>
        <source>Ask with a sound file</source>
        <translation>用声音文件提问</translation>
    </message>
    <message>
        <source>Sounds (*.wav)</source>
        <translation>声音 (*.wav)</translation>
    </message>
    <message>
        <source>Microphones</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Which microphone, its mute, or a sound file</source>
        <translation>选择麦克风、静音或声音文件</translation>
    </message>
</context>
<context>
    <name>msao::ui::MicrophoneDesk</name>
    <message>
        <source>Spoken, %1</source>
        <comment>how long</comment>
        <translation>语音，%1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a question; what was spoken with it</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Nothing runs that could listen: begin with the demo or a server.</source>
        <translation>没有可以听的程序在运行：请先启动演示或连接服务器。</translation>
    </message>
    <message>
        <source>The draft model is being loaded; then it can be seen whether it listens.</source>
        <translation>正在加载草稿模型；随后可知它能否听。</translation>
    </message>
    <message>
        <source>The draft model has no audio encoder, so it cannot listen. Questions can be typed.</source>
        <translation>草稿模型没有音频编码器，因此不能听。可以打字提问。</translation>
    </message>
    <message>
        <source>The cloud&apos;s model has no audio encoder, so it cannot listen. Questions can be typed.</source>
        <translation>云端模型没有音频编码器，因此不能听。可以打字提问。</translation>
    </message>
    <message>
        <source>There is no microphone.</source>
        <translation>没有麦克风。</translation>
    </message>
    <message>
        <source>There is no microphone “%1”, but: %2.</source>
        <translation>没有名为“%1”的麦克风，现有：%2。</translation>
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
    <name>msao::ui::NoticeBar</name>
    <message>
        <source>Notice</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>What helps</source>
        <translation>解决方法</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The cloud does not take this edge. Answers are the edge&apos;s own, unverified.</source>
        <translation>云端不接受此边缘端。回答仅来自边缘端，未经验证。</translation>
    </message>
    <message>
        <source>The cloud is gone. The edge goes on alone; its tokens are marked unverified until it is back.</source>
        <translation>云端已断开。边缘端独自继续，其词元在云端恢复前标记为未验证。</translation>
    </message>
    <message>
        <source>There is no picture any more.</source>
        <translation>画面已中断。</translation>
    </message>
    <message>
        <source>The recording ended early; what was written can be opened.</source>
        <translation>录制提前结束；已写入的部分可以打开。</translation>
    </message>
    <message>
        <source>This is a recording. The live run goes on behind it.</source>
        <translation>这是录制内容，实时运行仍在其后继续。</translation>
    </message>
    <message>
        <source>Recorded, with questions, answers and maps, and the last picture beside it.</source>
        <translation>已录制：包含问题、回答和热图，最后一张图片存放在旁边。</translation>
    </message>
    <message>
        <source>The draft model is being loaded.</source>
        <translation>正在加载草稿模型。</translation>
    </message>
    <message>
        <source>Connecting to the cloud.</source>
        <translation>正在连接云端。</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Use the scene</source>
        <translation>使用场景</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>回到实时</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>what happened, then its cause</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The demo&apos;s cloud is not running, so the edge answers alone and nothing is verified.</source>
        <translation>演示用的云端未在运行，边缘端独自作答，内容未经验证。</translation>
    </message>
    <message>
        <source>Start it again</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>Nothing could be heard.</source>
        <translation>没有听到任何声音。</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>The cloud cannot be connected to as it is named, so the edge answers alone. Name it otherwise and press Connect.</source>
        <translation>按目前的设置无法连接云端，因此边缘端独自回答。请更改后按“连接”。</translation>
    </message>
    <message>
        <source>The draft model could not be loaded. Choose another folder in the settings and press Connect; without a server, start again with --draft.</source>
        <translation>无法加载草稿模型。请在设置中选择其他文件夹并按“连接”；没有服务器时，请用 --draft 重新启动。</translation>
    </message>
    <message>
        <source>That was not taken.</source>
        <translation>未能接收。</translation>
    </message>
    <message>
        <source>Recorded, with questions, answers and maps, but without a picture.</source>
        <translation>已录制：包含问题、回答和热图，不含图片。</translation>
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
    <message>
        <source>Tune</source>
        <translation>调节</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>msao::ui::PayloadRows</name>
    <message>
        <source>↑ question</source>
        <translation>↑ 问题</translation>
    </message>
    <message>
        <source>↑ media</source>
        <translation>↑ 媒体</translation>
    </message>
    <message>
        <source>↑ drafts</source>
        <translation>↑ 草稿</translation>
    </message>
    <message>
        <source>↓ verdict</source>
        <translation>↓ 裁决</translation>
    </message>
    <message>
        <source>%1, %2 kept, %3</source>
        <translation>%1，保留 %2，%3</translation>
    </message>
    <message>
        <source>%1, %2 kept</source>
        <translation>%1，保留 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s), %1: %2</source>
        <translation>
            <numerusform>%n 个草稿，%1：%2</numerusform>
        </translation>
    </message>
    <message>
        <source>H %1</source>
        <translation>H %1</translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) accepted, %1 rejected, %2</source>
        <translation>
            <numerusform>%n 个草稿被接受，%1 个被拒绝，%2</numerusform>
        </translation>
    </message>
    <message>
        <source>the draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>the cloud&apos;s</source>
        <translation>云端生成</translation>
    </message>
    <message>
        <source>As it is recorded:</source>
        <translation>录制内容：</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Bytes and content</source>
        <translation>字节数与内容</translation>
    </message>
</context>
<context>
    <name>msao::ui::PayloadView</name>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>The message in full</source>
        <translation>完整消息</translation>
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
    <message>
        <source>upload</source>
        <translation>上传</translation>
    </message>
    <message>
        <source>edge prefill</source>
        <translation>边缘预填充</translation>
    </message>
    <message>
        <source>cloud prefill</source>
        <translation>云端预填充</translation>
    </message>
    <message>
        <source>first token</source>
        <translation>首个词元</translation>
    </message>
    <message>
        <source>drafting</source>
        <translation>起草</translation>
    </message>
    <message>
        <source>verification</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>cloud decoding</source>
        <translation>云端解码</translation>
    </message>
    <message>
        <source>rejection flush</source>
        <translation>拒绝后清空</translation>
    </message>
    <message>
        <source>offload</source>
        <translation>卸载</translation>
    </message>
    <message>
        <source>quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>sparsity</source>
        <translation>稀疏度</translation>
    </message>
    <message>
        <source>edge memory</source>
        <translation>边缘内存</translation>
    </message>
    <message>
        <source>allowed modes</source>
        <translation>允许的模式</translation>
    </message>
    <message>
        <source>cloud reachable</source>
        <translation>云端可达</translation>
    </message>
    <message>
        <source>answer, expected</source>
        <translation>预计回答</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n 个词元</numerusform>
        </translation>
    </message>
    <message>
        <source>ΔQ, expected</source>
        <translation>预计 ΔQ</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
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
    <message>
        <source>Calibrated heads</source>
        <translation>校准的探针头</translation>
    </message>
    <message>
        <source>Likeness to the question</source>
        <translation>与问题的相似度</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Smaller pictures</source>
        <translation>缩小图片</translation>
    </message>
    <message>
        <source>%1 kbit/s</source>
        <translation>%1 kbit/s</translation>
    </message>
</context>
<context>
    <name>msao::ui::RaceBoard</name>
    <message>
        <source>time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>tok/s</source>
        <translation>词元/秒</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>cloud</source>
        <translation>云端</translation>
    </message>
    <message>
        <source>running…</source>
        <translation>进行中…</translation>
    </message>
    <message>
        <source>Race</source>
        <translation>竞速</translation>
    </message>
    <message>
        <source>answered differently: %1</source>
        <translation>回答不同：%1</translation>
    </message>
    <message>
        <source>same, token for token</source>
        <translation>逐词元相同</translation>
    </message>
    <message>
        <source>another answer</source>
        <translation>回答不同</translation>
    </message>
    <message>
        <source>same answer</source>
        <translation>回答相同</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
</context>
<context>
    <name>msao::ui::RegionPicker</name>
    <message>
        <source>Choose a part of the screen</source>
        <translation>选择屏幕的一部分</translation>
    </message>
    <message>
        <source>Draw a rectangle around what is to be looked at. All that shows in it goes to the models while it is the source. Esc: nothing does.</source>
        <translation>用鼠标框出要看的区域。作为来源期间，其中显示的一切都会交给模型。按 Esc 则什么都不会读取。</translation>
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
        <source>%1 of %2 s</source>
        <translation>%1 / %2 s</translation>
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
    <name>msao::ui::SearchChart</name>
    <message numerus="yes">
        <source>bright: fast, from %1 · %n tried</source>
        <translation>
            <numerusform>亮处快，最快 %1 · 已试 %n 个点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>dark: fast, from %1 · %n tried</source>
        <translation>
            <numerusform>暗处快，最快 %1 · 已试 %n 个点</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>msao::ui::SecretStore</name>
    <message>
        <source>%1 could not be removed.</source>
        <translation>无法删除 %1。</translation>
    </message>
    <message>
        <source>A secret has at most %1 bytes.</source>
        <translation>密钥最多 %1 字节。</translation>
    </message>
    <message>
        <source>%1 could not be read.</source>
        <translation>无法读取 %1。</translation>
    </message>
    <message>
        <source>%1 can be read by others, so it is not used. Enter the secret again.</source>
        <translation>%1 可被他人读取，因此不予使用。请重新输入密钥。</translation>
    </message>
    <message>
        <source>%1 holds no secret.</source>
        <translation>%1 中没有密钥。</translation>
    </message>
</context>
<context>
    <name>msao::ui::ServerView</name>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>lost · as it was last</source>
        <translation>已断开 · 最后的状态</translation>
    </message>
    <message numerus="yes">
        <source>%n edge(s) connected</source>
        <translation>
            <numerusform>已连接 %n 个边缘端</numerusform>
        </translation>
    </message>
    <message>
        <source>conversations</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>answers a pass</source>
        <translation>每遍的回答数</translation>
    </message>
    <message>
        <source>tokens a pass</source>
        <translation>每遍的词元数</translation>
    </message>
    <message>
        <source>a pass takes</source>
        <translation>每遍耗时</translation>
    </message>
    <message>
        <source>cache in use</source>
        <translation>缓存占用</translation>
    </message>
    <message>
        <source>No server figures</source>
        <translation>没有服务器数据</translation>
    </message>
    <message>
        <source>A connected cloud tells of itself with every sign of life.</source>
        <translation>连接的云端会随每次心跳报告自身状态。</translation>
    </message>
    <message>
        <source>answers held</source>
        <translation>保留的回答</translation>
    </message>
</context>
<context>
    <name>msao::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>查找设置</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Reset this page</source>
        <translation>重置此页</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Server and link</source>
        <translation>服务器与链路</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>ws://host:port or wss://host:port</source>
        <translation>ws://host:port 或 wss://host:port</translation>
    </message>
    <message>
        <source>Name of the token</source>
        <translation>令牌名称</translation>
    </message>
    <message>
        <source>As the server&apos;s file of tokens has it</source>
        <translation>与服务器令牌文件中一致</translation>
    </message>
    <message>
        <source>Draft model</source>
        <translation>草稿模型</translation>
    </message>
    <message>
        <source>A folder with config.json; empty: the demo pair&apos;s</source>
        <translation>含 config.json 的文件夹；留空：演示模型</translation>
    </message>
    <message>
        <source>Emulated link</source>
        <translation>模拟链路</translation>
    </message>
    <message>
        <source>Such as 300mbit,20ms; empty: the link as it is</source>
        <translation>例如 300mbit,20ms；留空：实际链路</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Folder for recordings</source>
        <translation>记录文件夹</translation>
    </message>
    <message>
        <source>Empty: among your documents</source>
        <translation>留空：在您的文档中</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Secret of the token</source>
        <translation>令牌密钥</translation>
    </message>
    <message>
        <source>Kept in %1, which only you may read</source>
        <translation>保存在仅您可读的 %1 中</translation>
    </message>
    <message>
        <source>The secret is kept in %1, which only you may read.</source>
        <translation>密钥保存在仅您可读的 %1 中。</translation>
    </message>
    <message>
        <source>kept; type to replace it</source>
        <translation>已保存；输入以替换</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>尚无</translation>
    </message>
    <message>
        <source>No setting is called that.</source>
        <translation>没有这样的设置。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Certificate authority</source>
        <translation>证书颁发机构</translation>
    </message>
    <message>
        <source>For wss://: a PEM file; empty: this machine&apos;s</source>
        <translation>用于 wss://：PEM 文件；留空则用本机信任的</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>%1 cannot be read. Choose a file with certificates in PEM, or none.</source>
        <translation>无法读取 %1。请选择包含 PEM 证书的文件，或留空。</translation>
    </message>
    <message>
        <source>A certificate authority needs an encrypted server, whose address begins with wss://.</source>
        <translation>证书颁发机构需要加密的服务器，其地址以 wss:// 开头。</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Goes on with this server now; an answer that is coming is cancelled</source>
        <translation>立即改用此服务器；正在生成的回答会被取消</translation>
    </message>
    <message>
        <source>Name the server here, then press Connect.</source>
        <translation>请在此填写服务器，然后按“连接”。</translation>
    </message>
    <message>
        <source>The edge has no draft model, and no demo pair is installed that has one: choose a folder for it here, then press Connect.</source>
        <translation>边缘端没有草稿模型，也没有安装带有草稿模型的演示模型：请在此选择其文件夹，然后按“连接”。</translation>
    </message>
</context>
<context>
    <name>msao::ui::StatusChips</name>
    <message>
        <source>State of the run</source>
        <translation>运行状态</translation>
    </message>
    <message>
        <source>Replay · %1</source>
        <translation>回放 · %1</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Live · %1</source>
        <translation>实时 · %1</translation>
    </message>
    <message>
        <source>Unplugged · local only, unverified</source>
        <translation>已断开 · 仅本地，未验证</translation>
    </message>
    <message>
        <source>Cloud lost · local only, unverified</source>
        <translation>云端断开 · 仅本地，未验证</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>云端</translation>
    </message>
    <message>
        <source>Cloud %1</source>
        <translation>云端 %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>No recording open</source>
        <translation>未打开录制</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>录制中</translation>
    </message>
    <message>
        <source>%1 · emulated: %2</source>
        <translation>%1 · 模拟：%2</translation>
    </message>
    <message>
        <source>microphone open</source>
        <translation>麦克风已打开</translation>
    </message>
    <message>
        <source>screen is read</source>
        <translation>正在读取屏幕</translation>
    </message>
    <message>
        <source>synthetic</source>
        <translation>合成</translation>
    </message>
    <message>
        <source>scripted: %1</source>
        <translation>脚本：%1</translation>
    </message>
    <message>
        <source>edge on the CPU, real speed</source>
        <translation>边缘端用 CPU，真实速度</translation>
    </message>
    <message>
        <source>edge on the GPU, real speed</source>
        <translation>边缘端用 GPU，真实速度</translation>
    </message>
</context>
<context>
    <name>msao::ui::TalkButton</name>
    <message>
        <source>No audio encoder</source>
        <translation>无音频编码器</translation>
    </message>
    <message>
        <source>Listening…</source>
        <translation>正在听…</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>已静音</translation>
    </message>
    <message>
        <source>Hold to talk</source>
        <translation>按住说话</translation>
    </message>
    <message>
        <source>The microphone is muted: it is closed, and stays so until it is not muted any more.</source>
        <translation>麦克风已静音：它是关闭的，解除静音前保持关闭。</translation>
    </message>
    <message>
        <source>Hold to talk, or press, talk and press again. %1: %2</source>
        <comment>key, then the microphone&apos;s name</comment>
        <translation>按住说话，或按一下、说话、再按一下。%1：%2</translation>
    </message>
    <message>
        <source>Hold to talk (%1). No microphone is open before you have chosen one.</source>
        <translation>按住说话（%1）。在您选择之前，不会打开任何麦克风。</translation>
    </message>
</context>
<context>
    <name>msao::ui::TimelineFigure</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Timeline: %1, planned %2</source>
        <translation>时间线：%1，计划 %2</translation>
    </message>
    <message>
        <source>Nobody worked yet, so there is no timeline.</source>
        <translation>尚无任何工作，因此没有时间线。</translation>
    </message>
    <message>
        <source>edge</source>
        <translation>边缘</translation>
    </message>
    <message>
        <source>link</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>cloud</source>
        <translation>云端</translation>
    </message>
    <message>
        <source>drafts thrown away</source>
        <translation>丢弃的草稿</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>占用</translation>
    </message>
    <message>
        <source>ms since the question</source>
        <translation>自提问起的毫秒数</translation>
    </message>
</context>
<context>
    <name>msao::ui::TimelineLanes</name>
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
</context>
<context>
    <name>msao::ui::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
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
    <message>
        <source>busy</source>
        <translation>占用</translation>
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
    <message>
        <source>, </source>
        <translation>，</translation>
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
<context>
    <name>msao::ui::Transcript</name>
    <message>
        <source>%1 accepted</source>
        <translation>%1 个接受</translation>
    </message>
    <message>
        <source>%1 corrected</source>
        <translation>%1 个更正</translation>
    </message>
    <message>
        <source>%1 rejected</source>
        <translation>%1 个拒绝</translation>
    </message>
    <message>
        <source>%1 unverified</source>
        <translation>%1 个未验证</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 个等待</translation>
    </message>
    <message>
        <source>%1 proposed = %2</source>
        <translation>%1 个提议 = %2</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>still running</source>
        <translation>仍在运行</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>First token after</source>
        <translation>首个词元用时</translation>
    </message>
    <message>
        <source>%1, %2 a second</source>
        <translation>%1，每秒 %2</translation>
    </message>
    <message>
        <source>Tokens of the answer</source>
        <translation>回答的词元</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Tokens of the cloud&apos;s own</source>
        <translation>云端自有词元</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>Cloud time per token</source>
        <translation>每词元云端时间</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message numerus="yes">
        <source>θ %1, %n draft(s) a batch, %2 predicted</source>
        <translation>
            <numerusform>θ %1，每批 %n 个草稿，预测 %2</numerusform>
        </translation>
    </message>
    <message>
        <source>MSAO Studio: transcript</source>
        <translation>MSAO Studio：文字记录</translation>
    </message>
    <message>
        <source>Nothing was asked in this run.</source>
        <translation>此次运行中没有提问。</translation>
    </message>
    <message>
        <source>No answer yet.</source>
        <translation>尚无回答。</translation>
    </message>
</context>
<context>
    <name>msao::ui::TunePanel</name>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>Who drafts, who verifies, and whether the probe looks first</source>
        <translation>谁起草、谁验证，以及探针是否先行观察</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>The paper&apos;s algorithm to the letter, or drafts by expected gain</source>
        <translation>严格按论文算法，或按预期收益起草</translation>
    </message>
    <message>
        <source>θ percentile</source>
        <translation>θ 百分位</translation>
    </message>
    <message>
        <source>Where the entropy gate begins: this share of tokens counts as confident</source>
        <translation>熵门限的起点：这一比例的词元视为有把握</translation>
    </message>
    <message>
        <source>δ decay of θ</source>
        <translation>δ（θ 衰减）</translation>
    </message>
    <message>
        <source>After an offload θ is multiplied by this: smaller means warier, sooner</source>
        <translation>每次卸载后 θ 乘以该值：越小越快变谨慎</translation>
    </message>
    <message>
        <source>N_max drafts</source>
        <translation>N_max 草稿数</translation>
    </message>
    <message>
        <source>The longest batch the edge drafts before it asks</source>
        <translation>边缘端在请求验证前起草的最大长度</translation>
    </message>
    <message>
        <source>P_target</source>
        <translation>P_target</translation>
    </message>
    <message>
        <source>The acceptance at which the draft length is planned</source>
        <translation>规划草稿长度所依据的接受率</translation>
    </message>
    <message>
        <source>ε_Q quality</source>
        <translation>ε_Q 质量</translation>
    </message>
    <message>
        <source>How much quality pruning may cost; 0 sends everything</source>
        <translation>剪枝允许损失的质量；0 表示全部发送</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>0 is greedy: always the most likely token</source>
        <translation>0 为贪心：总取概率最高的词元</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>最长回答</translation>
    </message>
    <message>
        <source>In tokens</source>
        <translation>以词元计</translation>
    </message>
    <message>
        <source>Cloud&apos;s own steps</source>
        <translation>云端自主步数</translation>
    </message>
    <message>
        <source>How many tokens the cloud may draw by itself while it waits for drafts</source>
        <translation>云端在等待草稿时可自行生成的词元数</translation>
    </message>
    <message>
        <source>Adaptive</source>
        <translation>自适应</translation>
    </message>
    <message>
        <source>Paper (Algorithm 1)</source>
        <translation>论文（算法 1）</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Tune</source>
        <translation>调节</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>The values of the paper</source>
        <translation>论文中的取值</translation>
    </message>
    <message>
        <source>from the next question on</source>
        <translation>从下一个问题起生效</translation>
    </message>
    <message>
        <source>Pruning by</source>
        <translation>剪枝依据</translation>
    </message>
    <message>
        <source>Who says which tokens of a picture or sound matter, so that the others need not travel</source>
        <translation>由谁判断图片或声音中哪些词元重要，其余的就无需传输</translation>
    </message>
    <message>
        <source>τ_s background</source>
        <translation>τ_s 背景</translation>
    </message>
    <message>
        <source>A token less important than this counts as background (ρ)</source>
        <translation>重要性低于此值的词元算作背景（ρ）</translation>
    </message>
    <message>
        <source>λ_spatial</source>
        <translation>λ_spatial</translation>
    </message>
    <message>
        <source>How much background makes a modality sparse</source>
        <translation>背景在多大程度上使模态稀疏</translation>
    </message>
    <message>
        <source>λ_temp</source>
        <translation>λ_temp</translation>
    </message>
    <message>
        <source>How much standing still makes a clip sparse</source>
        <translation>静止画面在多大程度上使片段稀疏</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>With a temperature: draws among so many of the likeliest tokens</source>
        <translation>有温度时：在这么多个最可能的词元中抽取</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>With a temperature: draws among the likeliest tokens that make up this share</source>
        <translation>有温度时：在累计达到此份额的最可能词元中抽取</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>With a temperature: the same seed draws the same answer</source>
        <translation>有温度时：相同的种子得到相同的回答</translation>
    </message>
    <message>
        <source>The best there is</source>
        <translation>现有最佳</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
</context>
</TS>
