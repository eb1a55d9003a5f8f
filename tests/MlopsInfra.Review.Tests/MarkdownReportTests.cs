using CsCheck;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Values;
using MlopsInfra.Review.Changes;
using MlopsInfra.Review.Markdown;
using MlopsInfra.Review.Tests.Support;

namespace MlopsInfra.Review.Tests;

public sealed class MarkdownReportTests
{
    private static readonly SampleFacts Facts = new();

    [Fact]
    public void A_reviewer_reads_what_happens_to_what_worst_first()
    {
        var before = Sample.Snapshot(Sample.Account, Sample.Identity);
        var account = Sample.Account with { Inputs = Sample.Account.Inputs.With("isHnsEnabled", true) };
        var after = Sample.Snapshot(account, Sample.Identity, Sample.Grant("read", Sample.Reader));
        var steps = new[]
        {
            Sample.Step(StepOperation.Same, Sample.Identity),
            Sample.Step(StepOperation.Create, Sample.Grant("read", Sample.Reader)),
            Sample.Step(StepOperation.Replace, account,
                new PropertyDifference("isHnsEnabled", PropertyChangeKind.Add, null, true, true)),
        };

        Assert.Equal(
            """
            ## `dev`: 1 to replace, 1 to create

            Compares the local stack with the program as it is now (no commit is known).

            > [!CAUTION]
            > **Storage account stx is replaced, and with it goes: all blobs, files, queues and tables in it.**  

            ### Replaced

            **± storage account `stx` (`account`): data at risk**

            | property | before | after |
            | --- | --- | --- |
            | `isHnsEnabled` **forces the replacement** |  | `true` |

            ### Created

            | resource | name in Azure | name in the program |
            | --- | --- | --- |
            | + role assignment | `read` | `read` |

            ### Rights

            - **added**: identity id-x: **Storage Blob Data Reader** on storage account stx (Reads the data)

            ### Picture

            ```mermaid
            flowchart LR
              subgraph g0["data"]
                n0["± storage account<br/>stx"]:::replaced
              end
              subgraph g1["people"]
                n1["+ role assignment<br/>read"]:::created
              end
              n1 --> n0
              classDef created fill:#dafbe1,stroke:#1a7f37,color:#0b3d1a
              classDef changed fill:#fff8c5,stroke:#9a6700,color:#3d2900
              classDef replaced fill:#fbefff,stroke:#8250df,color:#2e1461
              classDef deleted fill:#ffebe9,stroke:#cf222e,color:#5c0a10
              classDef other fill:#f6f8fa,stroke:#57606a,color:#24292f
            ```

            ### Expected duration: about 30 s

            storage account `account` (20 s) → role assignment `read` (10 s)

            1 resource unchanged.

            """,
            MarkdownReport.Write(StackReview.Of(before, steps, after, Facts)));
    }

    [Fact]
    public void No_change_is_told_in_three_lines() =>
        Assert.Equal(
            "## `dev`: no changes\n\nCompares the local stack with the program as it is now (no commit is known).\n\n1 resource "
                + "unchanged.\n", Report(Sample.Snapshot(Sample.Account), Sample.Snapshot(Sample.Account), 0));

    [Fact]
    public void A_protected_resource_is_said_to_stop_the_deployment()
    {
        var text = Report(Sample.Snapshot(Sample.Account with { Protect = true }), Sample.Snapshot(), 0);
        Assert.Contains("> `account` is protected: a deployment refuses this until `protect` is taken off and deployed.", text);
    }

    [Fact]
    public void The_two_commits_are_named_and_what_their_authors_wrote_does_nothing()
    {
        var snapshot = Sample.Snapshot(Sample.Account);
        var (@base, head) = (ComparedState.Snapshot(new SourceCommit("1a2b3c4", "Keep logs", false)),
            ComparedState.Program(new SourceCommit("5d6e7f8", "Ask @all | <b>", true)));

        var text = MarkdownReport.Write(StackReview.Of(snapshot, [], snapshot, Facts, head, @base));

        Assert.Contains("\nCompares `1a2b3c4` Keep logs with `5d6e7f8` Ask &#64;all \\| &lt;b> (and uncommitted changes).\n",
            text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stops_the_update_comes_first_then_what_is_gone_meanwhile_then_what_is_lost()
    {
        var snapshot = Sample.Snapshot(Sample.Account);
        var replace = Sample.Step(StepOperation.Replace, Sample.Account,
            new PropertyDifference("x", PropertyChangeKind.Update, "a", "b", true)) with { DeletesFirst = true };
        var facts = new SampleFacts { Findings = [new PlanFinding(PlanFindingKind.NameStaysTaken, Sample.Account.Urn,
            Sample.Account.Type, null, "The name stays taken.")] };

        var text = MarkdownReport.Write(StackReview.Of(snapshot, [replace], snapshot, facts));

        Assert.Matches(
            "> \\[!CAUTION\\]\n> \\*\\*The name stays taken\\.\\*\\*  \n> Outage: storage account .* is deleted before the new "
                + "one is created\\.  \n> \\*\\*Storage account ", text);
    }

    [Fact]
    public void The_order_in_which_steps_end_does_not_show() =>
    Gen.Select(SampleGen.Snapshot, SampleGen.Snapshot, Gen.Int).Sample((before, after, seed) =>
        Assert.Equal(Report(before, after, 0), Report(before, after, seed)));

    [Fact]
    public void No_value_breaks_a_table_mentions_somebody_or_tells_a_secret() =>
    Gen.Select(SampleGen.Value, SampleGen.Value).Sample((old, now) =>
    {
        var snapshot = Sample.Snapshot(Sample.Account);
        var step = Sample.Step(StepOperation.Update, Sample.Account,
            new PropertyDifference("x", PropertyChangeKind.Update, old, now, false));

        var text = MarkdownReport.Write(StackReview.Of(snapshot, [step], snapshot, Facts));

        Assert.DoesNotContain("hush", text);
        var row = text.Split('\n').Single(line => line.StartsWith("| `x`", StringComparison.Ordinal));
        Assert.Equal(4, Cells(row));
        Assert.DoesNotContain('@', OutsideOfCode(row));
        Assert.DoesNotContain('<', OutsideOfCode(row));
    });

    private static string Report(StackSnapshot before, StackSnapshot after, int seed)
    {
        var steps = Sample.Steps(before, after).ToArray();
        if (seed != 0) new Random(seed).Shuffle(steps);
        return MarkdownReport.Write(StackReview.Of(before, steps, after, Facts));
    }

    private static int Cells(string row) => row.Count(character => character == '|');

    // A code span ends with as many backticks as it began with.
    private static string OutsideOfCode(string text)
    {
        text = text.Replace("<code>", "").Replace("</code>", "");
        var outside = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            if (text[i] != '`')
            {
                outside.Append(text[i++]);
                continue;
            }

            var fence = text[i..].TakeWhile(character => character == '`').Count();
            var end = i + fence;
            while (end < text.Length)
            {
                var run = text[end..].TakeWhile(character => character == '`').Count();
                if (run == fence) break;
                end += Math.Max(run, 1);
            }

            Assert.True(end < text.Length, $"code that does not end: {text}");
            i = end + fence;
        }

        return outside.ToString();
    }
}
