using MedDist.Core.Orders;
using MedDist.Core.Orders.Drafts;
using MedDist.Core.Users;

namespace MedDist.Web.Orders.Form;

/// <summary>The order form as it stands in this tab, shared by its sections; what they change goes through <see cref="Set"/>.</summary>
public sealed class FormState(OrderFormChoices choices, OrderDraftContent content, Role? role)
{
    private readonly HashSet<string> left = [];
    private readonly Dictionary<Guid, ProductChoice> products = [];
    private Dictionary<string, string> problems = [];
    private Task taking = Task.CompletedTask;

    /// <summary>Raised after each change.</summary>
    public event Action? Changed;

    public OrderFormChoices Choices => choices;

    /// <summary>What is known of the products that the form has met, by id.</summary>
    public IReadOnlyDictionary<Guid, ProductChoice> Products => products;

    public OrderDraftContent Content { get; private set; } = content;

    public required Guid DraftId { get; init; }

    /// <summary>Saves what is not saved yet; afterwards the draft is there.</summary>
    public required Func<Task> SaveAsync { get; init; }

    /// <summary>Documents that a manufacturer wants and that are not on file, by name.</summary>
    public IReadOnlyList<string> Wanted { get; set; } = [];

    /// <summary>The field that wants the focus once it is on screen.</summary>
    public string? FocusOn { get; set; }

    /// <summary>Counts the changes.</summary>
    public int Edits { get; private set; }

    /// <summary>Counts how often the form came from elsewhere: then fields show it also while somebody is in them.</summary>
    public int Replacements { get; private set; }

    /// <summary>Whether a submit was tried: then everything that is missing is said.</summary>
    public bool IsTried { get; private set; }

    public bool SeesPrices => OrderPermissions.SeesPrices(role);

    /// <summary>Values taken over from before that are to be confirmed.</summary>
    public IReadOnlyList<Doubt> Doubts => CarryOverRules.Doubts(Content, choices.Today);

    /// <summary>What is wrong and may be said by now, in the order of the screen.</summary>
    public IReadOnlyList<DraftProblem> Problems { get; private set; } = [];

    /// <summary>Keeps what was found out about products.</summary>
    public void Know(IReadOnlyList<ProductChoice> found)
    {
        foreach (var product in found)
        {
            products[product.Id] = product;
        }
    }

    /// <summary>Changes the form; <paramref name="fields"/> are those that were entered, whose age and marks end with it.</summary>
    public void Set(OrderDraftContent to, params string[] fields)
    {
        Content = fields.Aggregate(to, (form, field) => form.Forget(field));
        Edits++;
        Check();
        Changed?.Invoke();
    }

    /// <summary>The form came from elsewhere: another tab, the journal.</summary>
    public void Replace(OrderDraftContent to)
    {
        Content = to;
        Replacements++;
        Check();
    }

    /// <summary>A choice is on its way into the form: its answer is still to come.</summary>
    public void Await(Task choice) => taking = taking.IsCompleted ? choice : Task.WhenAll(taking, choice);

    /// <summary>Returns when all choices made so far are in the form. Keys that act on the whole of it wait for this, since hands are faster than the line.</summary>
    public async Task SettledAsync() => await taking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    /// <summary>A field was left: from now on what is wrong with it is said.</summary>
    public void Leave(string field)
    {
        if (left.Add(field))
        {
            Check();
        }
    }

    /// <summary>A submit was tried; returns everything that stands in its way.</summary>
    public IReadOnlyList<DraftProblem> TryAll()
    {
        IsTried = true;
        Check();
        return Problems;
    }

    /// <summary>What the service found that the form could not know.</summary>
    public void Show(IReadOnlyDictionary<string, string[]> found)
    {
        Problems = [.. found.Select(f => new DraftProblem(f.Key, f.Value[0]))];
        problems = Problems.ToDictionary(p => p.Field, p => p.Message);
    }

    public string? ProblemOf(string field) => problems.GetValueOrDefault(field);

    /// <summary>The day, of one of the form's own fields.</summary>
    public Doubt? DoubtOf(string field) => Doubts.FirstOrDefault(d => d.Field == field);

    /// <summary>Where a doubt is confirmed, to lead the focus there.</summary>
    public static string DoubtMark(string field) => field + ".doubt";

    /// <summary>The value is still right; the focus goes to the next one that is asked about, or stays with the field.</summary>
    public void Confirm(string field)
    {
        Set(Content.Confirm(field, choices.Today));
        FocusOn = Doubts is [var next, ..] ? DoubtMark(next.Field) : field;
    }

    private void Check()
    {
        Problems = IsTried ? OrderDraftRules.Check(Content, choices.Today) : OrderDraftRules.CheckEntered(Content, choices.Today, left);
        problems = Problems.ToDictionary(p => p.Field, p => p.Message);
    }
}
