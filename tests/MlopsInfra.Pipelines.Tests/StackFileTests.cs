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
        Assert.SkipWhen(environment == "qa" && !File.Exists(file), "Pulumi.qa.yaml is not written yet; until it is, the qa stages of deploy.yml, train.yml and infrastructure.yml have nothing to deploy.");
        Assert.True(File.Exists(file), $"{environment} is deployed by deploy.yml and infrastructure.yml, and there is no {file}.");
    }
}
