using System.Text.RegularExpressions;
using MedDist.Core.Kernel;

namespace MedDist.Core.Notifications;

/// <summary>Text with <c>{variables}</c>: what may stand in it, and what it becomes.</summary>
public static partial class TemplateText
{
    public const int SubjectLength = 200;
    public const int BodyLength = 4000;

    // Words that others typed must not get where everybody's mail list shows them.
    private static readonly string[] NotInSubject = ["message", "link", "settings", "list"];

    /// <summary>What is wrong with a template of an event, by field; null when it can be saved. The editor and the service both ask here.</summary>
    public static Failure? Check(NotificationEvent what, MessageTemplate text)
    {
        Dictionary<string, string[]> wrong = [];
        Note("Subject", SubjectProblems(what, text.Subject ?? ""));
        Note("Body", BodyProblems(what, text.Body));
        return wrong.Count > 0 ? new Failure.Invalid(wrong) : null;

        void Note(string field, IEnumerable<string> problems)
        {
            if (problems.ToArray() is { Length: > 0 } some)
            {
                wrong[field] = some;
            }
        }
    }

    /// <summary>The text with every known variable replaced; a value is never read as a template again.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) => Variable().Replace(text, m => values.GetValueOrDefault(m.Groups[1].Value) ?? "");

    private static IEnumerable<string> SubjectProblems(NotificationEvent what, string subject)
    {
        if (string.IsNullOrWhiteSpace(subject))
        {
            yield return "Write a subject.";
        }

        if (subject.Length > SubjectLength || subject.AsSpan().ContainsAny('\r', '\n'))
        {
            yield return $"A subject is one line of at most {SubjectLength} characters.";
        }

        foreach (var problem in VariableProblems(what, subject))
        {
            yield return problem;
        }

        foreach (var name in Names(subject).Where(NotInSubject.Contains))
        {
            yield return $"{{{name}}} may not stand in the subject: everybody who looks at a list of mail would read it. Put it into the text.";
        }
    }

    private static IEnumerable<string> BodyProblems(NotificationEvent what, string body)
    {
        if (body.Length > BodyLength)
        {
            yield return $"The text has at most {BodyLength:N0} characters; this one has {body.Length:N0}.";
        }

        foreach (var problem in VariableProblems(what, body))
        {
            yield return problem;
        }

        foreach (var name in what.Required.Except(Names(body)))
        {
            yield return $"{{{name}}} is missing. The text must contain it.";
        }
    }

    private static IEnumerable<string> VariableProblems(NotificationEvent what, string text)
    {
        foreach (var name in Names(text).Except(what.Variables))
        {
            yield return $"{{{name}}} is not known here. Known are {string.Join(", ", what.Variables.Select(v => $"{{{v}}}"))}.";
        }

        if (Variable().Replace(text, "").AsSpan().ContainsAny('{', '}'))
        {
            yield return "A brace stands alone. Variables are written {like_this}.";
        }
    }

    private static IEnumerable<string> Names(string text) => Variable().Matches(text).Select(m => m.Groups[1].Value).Distinct();

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Variable();
}
