using MlopsInfra.LocalCloud.Tests.Programs;

namespace MlopsInfra.LocalCloud.Tests.LogicApps;

/// <summary>What a program may get wrong on workflows, and Azure's code for it.</summary>
internal static class WorkflowMistakes
{
    private const string Placed = """ "resourceGroupName":"rg","location":"westeurope" """;

    public static IReadOnlyList<Mistake> All { get; } =
    [
        new("a workflow with an expression that is none", "InvalidTemplate",
            async (azure, or) => await azure.GroupAnd(() => azure.Workflow($"\"@{or["triggerBody()", "triggerBody("]}\""))),
        new("a workflow with a function that there is none of", "InvalidTemplate",
            async (azure, or) => await azure.GroupAnd(() => azure.Workflow($"\"@{or["toLower", "lowercase"]}('A')\""))),
        new("a workflow that reads an action it does not have", "InvalidTemplate",
            async (azure, or) => await azure.GroupAnd(() => azure.Workflow($"\"@{or["triggerBody()", "body('nothing')"]}\""))),
        new("a workflow that recurs in a way that there is none of", "InvalidTemplate",
            async (azure, or) => await azure.GroupAnd(() => azure.Add("logic:Workflow", "workflow", $$$"""
            {{{{Placed}}},"workflowName":"logic","definition":{"$schema":"https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
             "triggers":{"nightly":{"type":"Recurrence","recurrence":{"frequency":"{{{or["Day", "Night"]}}}","interval":1} } },"actions":{} } }
            """))),
    ];
}
