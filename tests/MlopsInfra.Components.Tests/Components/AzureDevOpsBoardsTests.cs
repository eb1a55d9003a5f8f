using static MlopsInfra.Components.Tests.Components.DevOpsEnvironment;

namespace MlopsInfra.Components.Tests.Components;

/// <summary>Where a team finds the work items of its models.</summary>
public sealed class AzureDevOpsBoardsTests
{
    [Fact]
    public async Task The_team_sees_the_work_items_of_models_and_the_build_service_may_write_them()
    {
        var (mocks, _) = await Declare(Created with { WorkItemWriters = ["svc.MDAw"] });

        var query = mocks.Resources["it-devops-query-drift"];
        Assert.Equal(mocks.Ids["it-devops-queries"], query.At("parentId"));
        Assert.Contains("FROM WorkItems WHERE [System.TeamProject] = @project AND [System.Tags] CONTAINS 'model-drift' AND "
            + "[System.State] NOT IN", (string)query.At("wiql")!, StringComparison.Ordinal);
        Assert.Equal(mocks.Ids["it-devops-team"], mocks.Resources["it-devops-dashboard"].At("teamId"));
        var right = mocks.Resources["it-devops-work-items-1"];
        Assert.Equal(("svc.MDAw", "/", false), (right.At("principal"), right.At("path"), right.At("replace")));
        Assert.Equal(["GENERIC_READ", "WORK_ITEM_READ", "WORK_ITEM_WRITE"],
            ((IDictionary<string, object>)right.At("permissions")!).Keys.Order());
        Assert.Equal(["Options.WorkItemWriters"],
            new AzureDevOpsPipelinesArgs { Options = Created with { WorkItemWriters = ["build"] }, Environments = [] }
                .FindProblems()
                .Select(problem => problem.Argument));
    }
}
