using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Kernel;

namespace MedDist.Core.Verifications.Workbooks;

/// <summary>The rules of imports that can say no, by name; of the import itself and of its rows.</summary>
public static class ImportFailures
{
    public const string NotMappedRule = "import.not_mapped";
    public const string NotCheckedRule = "import.not_checked";
    public const string NothingRule = "import.nothing_to_do";
    public const string OverRule = "import.over";

    public const string NoPersonRule = "import.no_person";
    public const string PersonUnknownRule = "import.person_unknown";
    public const string PersonAskedRule = "import.person_asked";
    public const string DateAskedRule = "import.date_asked";
    public const string DateUnreadableRule = "import.date_unreadable";
    public const string StatusAskedRule = "import.status_asked";
    public const string TypeAskedRule = "import.type_asked";
    public const string DayAskedRule = "import.day_asked";
    public const string TwiceRule = "import.twice";
    public const string ErrorCellRule = "import.error_cell";
    public const string SaysNothingRule = "import.says_nothing";
    public const string OrderUnknownRule = "import.order_unknown";
    public const string LeftOutRule = "import.left_out";

    public static readonly Failure NotFound = new Failure.NotFound("import");

    public static readonly Failure Stale = new Failure.Stale("import");

    public static readonly Failure ManufacturerNotFound = new Failure.NotFound("manufacturer");

    public static readonly Failure NotYourRole = new Failure.Forbidden("Your role does not allow this: importing verifications. Ask the order coordinator.");

    public static readonly Failure Over = new Failure.RuleBroken(OverRule, "This import has been committed or discarded already. Upload the file again to start anew.");

    public static readonly Failure NotChecked = new Failure.RuleBroken(NotCheckedRule, "It has been changed since it was checked. Check it again, then commit.");

    public static readonly Failure Nothing = new Failure.RuleBroken(NothingRule, "Nothing would change: every row is known already, rejected, or still to be decided.");

    public static readonly Failure FileGone = new Failure.RuleBroken(WorkbookFailures.DamagedRule, "The uploaded file is gone from the document folder. Upload it again.");

    public static Failure NotMapped(string missing) => new Failure.RuleBroken(NotMappedRule, missing);
}
