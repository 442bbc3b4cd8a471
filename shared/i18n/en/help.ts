/** Short articles one opens where one is; paragraphs are parted by an empty line. */
export const help = {
  'inbox.title': 'The inbox',
  'inbox.body':
    'Incoming holds conversations nobody has taken yet, the longest waiting first. Answering one, or pressing Accept, makes it yours; it goes on in Mine. All shows everything, closed ones too.\n\nThe coloured pill in a row is the person’s newest open deal. Click it, or right-click the row, to move the deal, make one, or add a task without opening the conversation.\n\nNothing you write is lost when the line breaks: it waits and is sent once.',
  'person.title': 'Beside the conversation',
  'person.body':
    'The panel shows who you talk to, their deals, what is to be done, and earlier conversations.\n\n“New deal”, or the key D, makes a deal at once; everything else is filled in while you talk. Click any value to change it. Enter saves, Escape takes back.\n\nWhat happens to a deal or a task is told between the messages. Only your team sees these lines.',
  'message.title': 'Taking something from a message',
  'message.body':
    'Point at a message and choose what it becomes: the amount of a deal, its description, or a task. With the keyboard, go to the newest message with Tab and from message to message with the left and right arrows.\n\nThe deal keeps a way back: the small mark beside the value brings you to the message where it was said.',
  'deal.title': 'Deals',
  'deal.body':
    'A deal belongs to a person and stands in a stage of a pipeline. The stage decides the chance of winning; under “Chance” you may set your own.\n\nWinning asks for the final amount. Losing asks for the reason, and a day to try again if you like: that becomes a task. Both ask what shall become of tasks that are still open.\n\nA closed deal can be reopened; its history keeps every step. “Move to another pipeline” asks for the amount again where the currency differs, because amounts are never converted by themselves.',
  'beside.title': 'Notes and files',
  'beside.body':
    'Notes are for your team. Write @ and a name to call a colleague; whoever may not see the deal is not called. Pin what matters and it stays on top.\n\nFiles are dropped, pasted or chosen, up to 25 MB each. Pictures, PDF, office documents, archives and plain text are welcome; programs are not, whatever their name says. A removed file is gone for good.',
  'board.title': 'The board',
  'board.body':
    'Each column is a stage; its head counts all deals in it, those not on screen too. Drag a card, or press Space on it, move it with the arrows and press Space again. Escape puts it back. “Move to…” in the card’s menu does the same.\n\nDropping on Won or Lost asks its questions first. A card with an amber or red edge has been left alone for long; a message, a note or a task gives it new life.\n\nA click opens the conversation over the board. Escape brings you back to where you were.',
  'list.title': 'The list of deals',
  'list.body':
    'The list has all deals, won and lost ones too. Click a head to sort, with Shift to sort within that; choose, move and widen columns. Values are changed where they stand. Tick rows to change many at once: what one is refused for keeps no other from changing, and you are told.\n\n“Download as CSV” writes what is on screen. “Import deals” reads a CSV file: say which column is what, have it checked, and see what would become of each row before anything is made. A row may be won or lost: it names that stage. A lost one needs a loss reason of the pipeline and, where the reason asks for one, a note; the day it closed is kept. A file may be brought twice: what is here already is not made again.\n\nRows that do not fit are left out and named; download them, mend them, bring them again.',
  'task.title': 'Tasks',
  'task.body':
    'A task says what is to be done for a person, by whom and when. When it is due, whoever has it is told in the console and, if they allow it, by the browser; the conversation comes forward in Mine.\n\nDone asks what came of it and what is next. An open deal without a task has no next step, and shows it.\n\nTasks of a whole day are due when the day ends and are told in the morning.',
  'lead.title': 'Leads',
  'lead.body':
    'A lead is somebody who left their name, e-mail or phone number and is not yet known to be worth following. Visitors leave them in the chat; you write them down beside the conversation, or here with “New lead”.\n\nThe status says how far you are. Statuses may be renamed under Manage; what they mean stays. Giving somebody up asks why.\n\nAn address that was typed in a chat proves nothing: it never joins two people and never shows anybody anything.',
  'pipeline.title': 'Pipelines',
  'pipeline.body':
    'A pipeline is the way of a deal: stages in order, one currency, and the reasons why deals are lost. Won and Lost are always there and always last. Names are yours to choose; what a stage means does not depend on its name.\n\nWhen a stage is removed its deals go where you say, and the past keeps the old name. Changes are saved as you make them and appear at once for everybody.',
} as const
