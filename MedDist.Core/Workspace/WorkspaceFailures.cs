using MedDist.Core.Kernel;

namespace MedDist.Core.Workspace;

/// <summary>The rules of saved views that can say no, by name.</summary>
public static class WorkspaceFailures
{
    public const string NameTakenRule = "view.name_taken";
    public const string SearchMayBeNameRule = "view.search_may_be_name";
    public const string TooManyRule = "view.too_many";

    public static readonly Failure NotFound = new Failure.NotFound("view");

    public static readonly Failure Stale = new Failure.Stale("view");

    public static readonly Failure NotSharing = new Failure.Forbidden("Your role does not allow this: sharing a view. You can keep it for yourself.");

    public static readonly Failure SearchMayBeName = new Failure.RuleBroken(
        SearchMayBeNameRule, "The search may be the name of a recipient, and views are never kept with one. Take the search away, then save the view.");

    public static readonly Failure NoName = new Failure.Invalid(nameof(SavedFilter.Name), $"Give the view a name of at most {SavedFilter.NameLength} letters.");

    public static readonly Failure TooLong = new Failure.Invalid(nameof(SavedFilter.FilterCriteria), "This list has too many filters to be kept. Take some away, then save the view.");

    public static readonly Failure TooMany = new Failure.RuleBroken(
        TooManyRule, $"You have {SavedFilterService.MostViews} views of this list, which is the most. Delete one that you do not need any more.");

    public static Failure NameTaken(string name) => new Failure.RuleBroken(NameTakenRule, $"You have a view called “{name}”. Choose another name, or save over that one.");

    public static Failure NotYours(string owner) => new Failure.Forbidden($"This view belongs to {owner}; only {owner} or an order coordinator can change it. Save it as your own.");
}
