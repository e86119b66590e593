;;; emacs_session.el --- One session of Emacs with okrlint  -*- lexical-binding: t -*-

;; Set up as editors/emacs has it: open OKRS_FILE, note what is found and what is said about it, apply OKRS_ACTION,
;; save, and write all of it to OKRS_NOTES as JSON.

(dolist (folder (append (file-expand-wildcards "/usr/share/emacs/site-lisp/elpa/*")
                        (file-expand-wildcards "/usr/share/emacs/site-lisp/elpa-src/*")))
  (when (file-directory-p folder) (add-to-list 'load-path folder t))) ; -Q leaves out what the system installed
(require 'eglot)
(require 'flymake)
(require 'json)
(unless (require 'markdown-mode nil t)
  (define-derived-mode markdown-mode text-mode "Markdown")
  (add-to-list 'auto-mode-alist '("\\.md\\'" . markdown-mode)))
(add-to-list 'load-path (expand-file-name "emacs" (getenv "OKRS_CONFIGURATIONS")))
(require 'okrlint)

(setq eglot-sync-connect 30 eglot-connect-timeout 60 eglot-send-changes-idle-time 0
      eglot-confirm-server-initiated-edits nil eglot-confirm-server-edits nil
      make-backup-files nil create-lockfiles nil auto-save-default nil)

(defvar notes nil)

(defun note (name value)
  (setq notes (plist-put notes name value)))

(defun until-true (what test)
  (let ((end (+ (float-time) 60)))
    (while (not (funcall test))
      (when (> (float-time) end) (error "%s did not happen" what))
      (accept-process-output nil 0.02))))

(defun words (diagnostic)
  (buffer-substring-no-properties (flymake-diagnostic-beg diagnostic) (flymake-diagnostic-end diagnostic)))

(defun title (action) (plist-get action :title))

(defun actions ()
  ;; Newer ones give the actions, older ones pairs of a title and an action.
  (mapcar (lambda (one) (if (plist-get one :title) one (cdr one)))
          (append (eglot-code-actions (point) (point)) nil)))

(defun apply-action (action)
  (if (fboundp 'eglot-execute)
      (eglot-execute (eglot-current-server) action)
    (eglot--apply-workspace-edit (plist-get action :edit))))

(defun session ()
  (find-file (getenv "OKRS_FILE"))
  (apply #'eglot (eglot--guess-contact))
  (until-true "a connection" (lambda () (bound-and-true-p eglot--managed-mode)))
  (flymake-start)
  (until-true "a diagnostic" #'flymake-diagnostics)
  (note :words (vconcat (mapcar #'words (flymake-diagnostics))))
  (note :message (substring-no-properties (flymake-diagnostic-text (car (flymake-diagnostics)))))
  (goto-char (flymake-diagnostic-beg (car (flymake-diagnostics))))
  (let ((said (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams))))
    (note :hover (plist-get (plist-get said :contents) :value)))
  (let ((found (actions)))
    (note :actions (vconcat (mapcar #'title found)))
    (apply-action (seq-find (lambda (one) (equal (title one) (getenv "OKRS_ACTION"))) found)))
  (until-true "a clean buffer" (lambda ()
                                 (eglot--signal-textDocument/didChange) ; nothing is idle in a batch
                                 (flymake-start)
                                 (null (flymake-diagnostics))))
  (note :cleared t)
  (save-buffer)
  (eglot-shutdown (eglot-current-server) nil 10))

(condition-case problem (session) (error (note :problem (format "%S" problem))))
(let ((coding-system-for-write 'utf-8))
  (with-temp-file (getenv "OKRS_NOTES") (insert (json-encode notes))))
(kill-emacs 0)
