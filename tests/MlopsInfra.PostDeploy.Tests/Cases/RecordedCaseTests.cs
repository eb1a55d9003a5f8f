using System.Text;

namespace MlopsInfra.PostDeploy.Tests.Cases;

/// <summary>
/// What a publish sends is what Microsoft's client sends for the same files, but for the differences that are listed with their
/// reasons. To bring the list of what is open, our refusals and our warnings, up to date:
/// <c>UPDATE_SNAPSHOTS=1 dotnet test tests/MlopsInfra.PostDeploy.Tests --filter RecordedCaseTests</c>.
/// </summary>
public sealed class RecordedCaseTests
{
    private static bool IsUpdate => Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    public static TheoryData<string> Names => [.. RecordedCase.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_publish_sends_what_az_ml_sends(string name)
    {
        var result = await CaseRun.OfAsync(RecordedCase.All[name]);
        var unexplained = KnownDifferences.Unexplained(result);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join('\n', unexplained));
        if (IsUpdate) return;
        var fresh = unexplained.Where(difference => !KnownDifferences.Open.Contains(KnownDifferences.Row(result, difference)));
        Assert.True(!fresh.Any(), "Not on the list of what is open:\n" + string.Join('\n', fresh));
        var gone = KnownDifferences.OpenOf(name).Except(unexplained.Select(row => KnownDifferences.Row(result, row))).ToArray();
        Assert.True(gone.Length == 0, "No longer open, so it has to go from open.txt:\n" + string.Join('\n', gone));
    }

    [Fact]
    public async Task Each_listed_difference_is_there_in_each_case_that_it_names()
    {
        List<string> idle = [];
        var results = await AllAsync();
        foreach (var known in KnownDifferences.Explained)
        {
            var shown = results.Where(result => result.Differences.Any(place => known.Explains(result.Case, place)))
                .Select(result => result.Case.Name[..3]).ToHashSet();
            if (known.Cases.Count == 0 && shown.Count == 0) idle.Add(known.ToString());
            idle.AddRange(known.Cases.Where(number => !shown.Contains(number)).Select(number => $"{number}: {known.Path}"));
        }

        Assert.True(idle.Count == 0, "On the list of differences, but equal:\n" + string.Join('\n', idle));
    }

    [Fact]
    public async Task A_refusal_says_where_the_mistake_is() => await HoldAsync(
        KnownDifferences.RefusalsFile, result => result.Case.IsRefused ? result.Refusal?.Split('\n') : null);

    [Fact]
    public async Task A_warning_says_what_Azure_takes_and_was_likely_not_meant() =>
        await HoldAsync(KnownDifferences.WarningsFile, result => result.Warnings);

    [Fact]
    public async Task The_open_places_are_counted()
    {
        var results = await AllAsync();
        var open = results.ToDictionary(result => result, KnownDifferences.Unexplained);
        var rows = open.SelectMany(pair => pair.Value.Select(place => KnownDifferences.Row(pair.Key, place))).ToArray();
        if (IsUpdate) await File.WriteAllLinesAsync(KnownDifferences.OpenFile, rows);
        var listed = results.Count(result => open[result].Count == 0 && result.Differences.Count > 0);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{results.Length} cases: {results.Count(result => result.Differences.Count == 0)} equal, {listed} with listed "
            + $"differences only, {open.Count(pair => pair.Value.Count > 0)} open in {rows.Length} places");
        if (!IsUpdate) Assert.Equal(KnownDifferences.Open.Count, rows.Length);
    }

    private static async Task HoldAsync(string file, Func<CaseResult, IEnumerable<string>?> lines)
    {
        var text = new StringBuilder();
        foreach (var result in await AllAsync())
        {
            var messages = lines(result)?.Select(line => $"    {line}\n").ToArray() ?? [];
            if (messages.Length > 0) text.Append($"{result.Case.Name}\n").AppendJoin("", messages).Append('\n');
        }

        if (IsUpdate) await File.WriteAllTextAsync(file, text.ToString());
        Assert.Equal(await File.ReadAllTextAsync(file), text.ToString());
    }

    private static Task<CaseResult[]> AllAsync() => Task.WhenAll(RecordedCase.All.Values.Select(CaseRun.OfAsync));
}
