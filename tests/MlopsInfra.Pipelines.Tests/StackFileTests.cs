namespace MlopsInfra.Pipelines.Tests;

public sealed class StackFileTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("qa")]
    [InlineData("prod")]
    public void Every_environment_that_is_deployed_has_a_stack_file(string environment)
    {
        Assert.Contains(environment, Names.Environments);
        Assert.SkipUnless(File.Exists(Repository.At("Pulumi.yaml")), "There is no Pulumi.yaml yet: no program, so no stacks.");
        var file = Repository.At($"Pulumi.{environment}.yaml");
        Assert.SkipWhen(environment == "qa" && !File.Exists(file),
            "Pulumi.qa.yaml is not written yet; until it is, the qa stages of deploy.yml, train.yml and infrastructure.yml have "
                + "nothing to deploy.");
        Assert.True(File.Exists(file),
            $"{environment} is deployed by deploy.yml and infrastructure.yml, and there is no {file}.");
    }

    public static TheoryData<string> StackFiles =>
    [
        .. Directory.GetFiles(Repository.At("."), "Pulumi.*.yaml")
            .Concat(Directory.GetFiles(Repository.At("templates"), "Pulumi.*.yaml", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.At("."), file)),
    ];

    [Theory]
    [MemberData(nameof(StackFiles))]
    public void A_stack_file_is_laid_out_as_Pulumi_writes_it_so_that_setting_a_value_changes_one_line(string file)
    {
        var text = File.ReadAllText(Repository.At(file));

        Assert.Equal(PulumiLayout.Rewrite(text), text);
    }

    [Fact]
    public void What_Pulumi_writes_has_no_blank_lines_and_texts_for_values() => Assert.Equal(
        """
        # Production.
        config:
          shop:count: "3"
          shop:locks: "true"
          # Where it is kept.
          shop:storage:
            days: 30
            # Not yet.
            isPublic: false
          # Who is told.
          shop:mails: [a@example.com]
          shop:from: "2026-01-01"
          shop:version: 1.2.3

        """,
        PulumiLayout.Rewrite("""
        # Production.
        config:
            shop:count: 3
            shop:locks: true

            # Where it is kept.
            shop:storage:
                days: 30
            # Not yet.
                isPublic: false

            # Who is told.

            shop:mails: [a@example.com]
            shop:from: "2026-01-01"
            shop:version: 1.2.3

        """));
}
