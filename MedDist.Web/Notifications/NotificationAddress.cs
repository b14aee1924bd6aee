using System.Globalization;
using System.Web;
using MedDist.Core.Notifications;

namespace MedDist.Web.Notifications;

/// <summary>The list of notifications as its address.</summary>
internal static class NotificationAddress
{
    public const string Path = "/notifications";

    public static NotificationFilter Read(string uri)
    {
        var query = HttpUtility.ParseQueryString(new Uri(uri).Query);
        var page = int.TryParse(query["page"], CultureInfo.InvariantCulture, out var p) && p is > 1 and < 100_000 ? p : 1;
        return new(query["unread"] == "yes", query["event"] is { Length: > 0 and <= 60 } code ? code : null, (page - 1) * NotificationFilter.PageSize);
    }

    public static string Write(NotificationFilter filter)
    {
        List<string> query = [];
        if (filter.UnreadOnly)
        {
            query.Add("unread=yes");
        }

        if (filter.Event is { } code)
        {
            query.Add("event=" + Uri.EscapeDataString(code));
        }

        if (filter.Skip > 0)
        {
            query.Add(string.Create(CultureInfo.InvariantCulture, $"page={(filter.Skip / NotificationFilter.PageSize) + 1}"));
        }

        return query.Count == 0 ? Path : Path + "?" + string.Join('&', query);
    }
}
