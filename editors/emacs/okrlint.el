;;; okrlint.el --- okrlint in Eglot  -*- lexical-binding: t -*-

;; Package-Requires: ((emacs "26.3") (eglot "1.9"))

;;; Commentary:

;; Tells Eglot how to run okrlint, a linter for OKRs: (require 'okrlint), then M-x eglot in a document.
;; Eglot talks to one server in a buffer.  Leave out of `okrlint-modes' those that you want another one for.

;;; Code:

(defgroup okrlint nil
  "A linter for OKRs."
  :group 'tools)

(defcustom okrlint-command '("okrlint" "lsp")
  "Program and arguments that start the server."
  :type '(repeat string))

(defcustom okrlint-modes
  '(markdown-mode gfm-mode markdown-ts-mode org-mode csv-mode yaml-mode yaml-ts-mode)
  "Major modes whose documents okrlint reads.  Set it before this file is loaded."
  :type '(repeat symbol))

(defcustom okrlint-settings nil
  "Settings as a property list, like (:profile \"strict\" :inlayHints t)."
  :type 'plist)

(defun okrlint-contact (&optional _interactive)
  "Say to Eglot how the server starts, and with which settings."
  (append okrlint-command
          (and okrlint-settings (list :initializationOptions okrlint-settings))))

(defvar eglot-server-programs)

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs (cons okrlint-modes #'okrlint-contact)))

(provide 'okrlint)
;;; okrlint.el ends here
