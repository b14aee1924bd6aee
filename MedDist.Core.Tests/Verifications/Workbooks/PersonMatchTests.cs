using MedDist.Core.Verifications.Workbooks;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Verifications.Workbooks;

public sealed class PersonMatchTests
{
    private static readonly DateOnly Born = new(1950, 1, 2);
    private static readonly KnownPerson John = new(Guid.NewGuid(), "John Smith", Born, "MRN-0012345") { Members = ["0044-55667"] };
    private static readonly KnownPerson OtherJohn = new(Guid.NewGuid(), "John Smith", Born, "MRN-777") { Members = ["LH99001"] };
    private static readonly KnownPerson James = new(Guid.NewGuid(), "James Smith", Born, "MRN-778") { Members = ["0044-55667"] };

    public static TheoryData<string, string?, string?, string?, bool> Alone => new()
    {
        // name, birth date, member, record number: one of that name known
        { "John Smith", "1950-01-02", null, null, true },
        { "SMITH, JOHN", "1950-01-02", null, null, true },
        { "John A. Smith", "1950-01-02", null, null, true },
        { "John Smith", null, "4455667", null, true },
        { "John Smith", null, null, "12345", true },
        { "John Smith", "1950-01-02", "004455667", "MRN12345", true },
        { "John Smith", null, null, null, false },
        { "John Smith", "1951-01-02", "4455667", null, false },
        { "John Smith", "1950-01-02", "999999", null, false },
        { "Jane Smith", "1950-01-02", null, null, false },
        { "J Smith", "1950-01-02", null, null, false },
        { "J Smith", "1950-01-02", "4455667", null, false },
        { "Jon Smyth", "1950-01-02", "4455667", null, false },
        { "Ann Other", "1950-01-02", "4455667", null, false },
    };

    [Theory]
    [MemberData(nameof(Alone))]
    public void Two_facts_have_to_agree_and_none_may_contradict(string name, string? born, string? member, string? number, bool sure)
    {
        var answer = PersonMatch.Find(Line(name, born, member, number), [John]);
        answer.Id.ShouldBe(sure ? John.Id : null);
    }

    [Fact]
    public void Two_people_of_one_name_and_birth_date_are_asked()
    {
        var answer = PersonMatch.Find(Line("John Smith", "1950-01-02"), [John, OtherJohn]);
        answer.Id.ShouldBeNull();
        answer.Candidates.Select(c => c.Id).ShouldBe([John.Id, OtherJohn.Id], ignoreOrder: true);
        answer.Candidates.ShouldAllBe(c => c.Why == "Name and birth date agree." && c.Confidence < 90);
    }

    [Fact]
    public void A_number_tells_two_people_of_one_name_apart()
    {
        PersonMatch.Find(Line("John Smith", "1950-01-02", "lh-99001"), [John, OtherJohn]).Id.ShouldBe(OtherJohn.Id);
        PersonMatch.Find(Line("John Smith", "1950-01-02", null, "12345"), [John, OtherJohn]).Id.ShouldBe(John.Id);
    }

    [Fact]
    public void Twins_with_one_member_id_are_told_apart_by_their_names_or_asked()
    {
        PersonMatch.Find(Line("John Smith", "1950-01-02", "4455667"), [John, James]).Id.ShouldBe(John.Id);
        var initial = PersonMatch.Find(Line("J Smith", "1950-01-02", "4455667"), [John, James]);
        (initial.Id, initial.Candidates.Count).ShouldBe((null, 2));
    }

    [Fact]
    public void It_says_what_the_match_rests_on_without_the_values()
    {
        var answer = PersonMatch.Find(Line("John Smith", "1950-01-02", "4455667"), [John]);
        (answer.Confidence, answer.Why).ShouldBe((100, "Name, birth date and member ID agree."));
        PersonMatch.Find(Line("John Smith", "1950-01-02", "999999"), [John]).Candidates.ShouldHaveSingleItem().Why.ShouldBe("Name and birth date agree; member ID differs.");
    }

    [Fact]
    public void Nobody_fits_a_name_of_another_birth_date() => PersonMatch.Find(Line("John Smith", "1961-07-08"), [John]).Candidates.ShouldBeEmpty();

    private static VerificationLine Line(string name, string? born = null, string? member = null, string? number = null) => new()
    {
        Number = 1,
        Cells = [],
        Name = name,
        Born = born is null ? null : DateOnly.ParseExact(born, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        Member = member,
        RecordNumber = number,
    };
}
