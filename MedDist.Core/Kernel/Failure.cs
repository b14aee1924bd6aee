namespace MedDist.Core.Kernel;

/// <summary>Why an expected thing did not happen, in words for the user. A closed set: areas name their own instances in <c>…Failures.cs</c>.</summary>
public abstract record Failure
{
    private Failure(string message) => Message = message;

    /// <summary>What happened and what to do next; never a stack trace.</summary>
    public string Message { get; }

    /// <summary>The request itself is wrong. Keys are property paths such as <c>Items[0].Quantity</c>.</summary>
    public sealed record Invalid : Failure
    {
        public Invalid(IReadOnlyDictionary<string, string[]> fields)
            : base(string.Join(' ', fields.SelectMany(f => f.Value))) => Fields = fields;

        public Invalid(string field, string message)
            : this(new Dictionary<string, string[]> { [field] = [message] })
        {
        }

        public IReadOnlyDictionary<string, string[]> Fields { get; }
    }

    /// <summary>There is no such row for this caller; also the answer for another tenant's row.</summary>
    public sealed record NotFound(string Thing) : Failure($"This {Thing} does not exist or is not yours to see.");

    /// <summary>A rule of the business says no. <see cref="Rule"/> is a stable name that tests and logs use.</summary>
    public sealed record RuleBroken(string Rule, string Sentence) : Failure(Sentence);

    /// <summary>The caller's role or assignment does not allow it.</summary>
    public sealed record Forbidden(string Sentence) : Failure(Sentence);

    /// <summary>Somebody else saved first; nothing was overwritten.</summary>
    /// <param name="Thing">What was changed.</param>
    /// <param name="Change">Who changed what, as a sentence; null where that is not known.</param>
    public sealed record Stale(string Thing, string? Change = null)
        : Failure($"{Change ?? $"Somebody else changed this {Thing} while you were working on it."} Look at the new state and try again.");

    /// <summary>A check could not run, so its answer is unknown: never shown as passed or failed.</summary>
    public sealed record NotChecked(string Reason) : Failure($"Not checked: {Reason}");
}
