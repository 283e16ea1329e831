// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.Utf8ByteOutput;
import java.util.function.Consumer;
import org.allmende.http.Answer;

/// Makes answers of templates. Templates are called as the classes they are compiled to, so that a wrong model does not
/// compile.
final class Print {

    private Print() {}

    static Answer page(Consumer<HtmlTemplateOutput> template) {
        return page(200, template);
    }

    static Answer page(int status, Consumer<HtmlTemplateOutput> template) {
        var bytes = new Utf8ByteOutput();
        template.accept(new OwaspHtmlTemplateOutput(bytes));
        return Answer.bytes(status, "text/html; charset=utf-8", bytes.toByteArray());
    }

    /// After a form: the browser asks anew, and a reload sends nothing twice.
    static Answer go(String path) {
        return Answer.redirect(303, path);
    }
}
