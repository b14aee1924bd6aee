namespace MedDist.Web.Ui;

/// <summary>Words that every screen uses alike.</summary>
public static class UiWords
{
    public const string NotSet = "–";
}
