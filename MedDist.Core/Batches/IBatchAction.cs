using System.Globalization;
using MedDist.Core.Kernel;
using MedDist.Core.Users;

namespace MedDist.Core.Batches;

/// <summary>
/// Something that can be done to many rows at once. An area registers its own (<c>AddScoped&lt;IBatchAction, …&gt;</c>); the engine keeps the list, the progress, the results and the right to run.
/// Made anew for each chunk, in the scope of the user who started the batch.
/// </summary>
public interface IBatchAction
{
    /// <summary>Its stable name, for example <c>orders.approve</c>.</summary>
    string Kind { get; }

    /// <summary>Class name of the rows it works on.</summary>
    string EntityType { get; }

    /// <summary>How many rows are done in one save.</summary>
    int ChunkSize => 200;

    /// <summary>What it does, for lists and headings: "Approve orders".</summary>
    string Title { get; }

    /// <summary>It concerns nobody but who started it, and asks for no right to bulk actions, such as writing a file of what that user sees.</summary>
    bool IsPersonal => false;

    /// <summary>What whoever ran it is told when it has ended; null for the engine's own words.</summary>
    BatchNote? Told(BatchOperation batch) => null;

    /// <summary>Whether a role may run it; asked when it starts and again before each chunk.</summary>
    bool MayRun(Role? role);

    /// <summary>What is wrong with the arguments themselves, such as a missing reason; null when nothing is.</summary>
    Failure? Check(BatchArguments arguments);

    /// <summary>Dry run: what would become of each of <paramref name="ids"/>, by the same rules as <see cref="ApplyAsync"/>. Saves nothing.</summary>
    Task<IReadOnlyList<BatchCheck>> CheckAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel);

    /// <summary>What the rows are called, by id; those that the caller may not see are left out.</summary>
    Task<IReadOnlyDictionary<Guid, string>> LabelsAsync(MedDistDbContext db, IReadOnlyList<Guid> ids, CancellationToken cancel);

    /// <summary>
    /// Changes the rows of a chunk in <paramref name="db"/> and says of each whether it was; the engine saves both together. A row that a rule refuses does not stop the others. Must be free
    /// of effects outside the database that <see cref="Discard"/> cannot take back: where the save meets somebody else's, the chunk is thrown away and done again row by row.
    /// </summary>
    Task<IReadOnlyDictionary<Guid, Result>> ApplyAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel);

    /// <summary>What follows from the chunk once it is in the database, in the same transaction; true when there is something of it to save.</summary>
    Task<bool> SettleAsync(MedDistDbContext db, CancellationToken cancel) => Task.FromResult(false);

    /// <summary>What the last <see cref="ApplyAsync"/> did was not saved; files that it wrote can go.</summary>
    void Discard()
    {
    }
}

/// <summary>A notification: its event, what it says, and where it leads.</summary>
public sealed record BatchNote(string Type, string Title, string Message, string Link);

/// <summary>What a dry run says of one row: what it is called, and why it would be skipped.</summary>
public sealed record BatchCheck(Guid Id, string Label, Failure? Refusal);

/// <summary>What an action needs besides the rows, by name; kept as text.</summary>
public sealed record BatchArguments(IReadOnlyDictionary<string, string> Values)
{
    public static readonly BatchArguments None = new(new Dictionary<string, string>());

    /// <summary>Trimmed text, or null where there is none.</summary>
    public string? Text(string name) => Values.GetValueOrDefault(name)?.Trim() is { Length: > 0 } text ? text : null;

    public Guid? Id(string name) => Guid.TryParse(Text(name), out var id) ? id : null;

    public DateOnly? Day(string name) => DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The same with one more value; null takes it away.</summary>
    public BatchArguments With(string name, string? value)
    {
        var values = Values.ToDictionary();
        values.Remove(name);
        if (!string.IsNullOrWhiteSpace(value))
        {
            values[name] = value;
        }

        return new(values);
    }

    public BatchArguments With(string name, DateOnly? value) => With(name, value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}

/// <summary>The actions that areas have registered.</summary>
public sealed class BatchActions(IEnumerable<IBatchAction> all)
{
    /// <summary>Whether a role may run an action: its own right, and the right to bulk actions unless it is personal.</summary>
    public static bool MayRun(IBatchAction action, Role? role) => action.MayRun(role) && (action.IsPersonal || BatchPermissions.May(role));

    /// <summary>Kind and title of each that a role may run, by title.</summary>
    public IReadOnlyList<(string Kind, string Title)> For(Role? role) => [.. all.Where(a => a.MayRun(role)).Select(a => (a.Kind, a.Title)).OrderBy(a => a.Title, StringComparer.Ordinal)];

    public IBatchAction? Find(string kind) => all.FirstOrDefault(a => a.Kind == kind);
}
