namespace MedDist.Data.Demo;

/// <summary>
/// A town with its A/B MAC (Part B: where the service is furnished) and DME MAC (where the patient lives), as CMS assigns the states (cms.gov, Who are the MACs, 2026).
/// </summary>
internal sealed record DemoPlace(string City, string State, string PostalCode, string AreaCode, string AbMac, string DmeMac)
{
    public static readonly DemoPlace Chicago = new("Chicago", "IL", "60614", "312", "J6", "JB");
    public static readonly DemoPlace Peoria = new("Peoria", "IL", "61602", "309", "J6", "JB");
    public static readonly DemoPlace DesMoines = new("Des Moines", "IA", "50309", "515", "J5", "JD");
    public static readonly DemoPlace StLouis = new("St. Louis", "MO", "63110", "314", "J5", "JD");
    public static readonly DemoPlace Asheville = new("Asheville", "NC", "28801", "828", "JM", "JC");
    public static readonly DemoPlace Dallas = new("Dallas", "TX", "75204", "214", "JH", "JC");
    public static readonly DemoPlace Houston = new("Houston", "TX", "77030", "713", "JH", "JC");
    public static readonly DemoPlace Atlanta = new("Atlanta", "GA", "30308", "404", "JJ", "JC");
    public static readonly DemoPlace Milwaukee = new("Milwaukee", "WI", "53202", "414", "J6", "JB");
    public static readonly DemoPlace Albany = new("Albany", "NY", "12207", "518", "JK", "JA");
    public static readonly DemoPlace Tampa = new("Tampa", "FL", "33602", "813", "JN", "JC");
    public static readonly DemoPlace Denver = new("Denver", "CO", "80218", "303", "JH", "JC");
    public static readonly DemoPlace Columbus = new("Columbus", "OH", "43215", "614", "J15", "JB");
    public static readonly DemoPlace Newark = new("Newark", "NJ", "07102", "973", "JL", "JA");
    public static readonly DemoPlace LosAngeles = new("Los Angeles", "CA", "90017", "213", "JE", "JD");
    public static readonly DemoPlace Sacramento = new("Sacramento", "CA", "95816", "916", "JE", "JD");
    public static readonly DemoPlace Portland = new("Portland", "OR", "97209", "503", "JF", "JD");
    public static readonly DemoPlace Seattle = new("Seattle", "WA", "98104", "206", "JF", "JD");
    public static readonly DemoPlace Phoenix = new("Phoenix", "AZ", "85006", "602", "JF", "JD");
    public static readonly DemoPlace LasVegas = new("Las Vegas", "NV", "89106", "702", "JE", "JD");
    public static readonly DemoPlace SaltLakeCity = new("Salt Lake City", "UT", "84102", "801", "JF", "JD");
    public static readonly DemoPlace Boise = new("Boise", "ID", "83702", "208", "JF", "JD");
    public static readonly DemoPlace Honolulu = new("Honolulu", "HI", "96813", "808", "JE", "JD");
}
