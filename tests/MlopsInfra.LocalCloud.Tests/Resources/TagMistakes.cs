using MlopsInfra.LocalCloud.Tests.Programs;

namespace MlopsInfra.LocalCloud.Tests.Resources;

/// <summary>Mistakes of tags, which every resource has.</summary>
internal static class TagMistakes
{
    public static IReadOnlyList<Mistake> All { get; } =
    [
        new("51 tags", "TooManyTags", (azure, or) => azure.Add("resources:ResourceGroup", "rg", $$$"""
            {"resourceGroupName":"rg","location":"westeurope","tags":{{{{string.Join(',', Enumerable.Range(1, or.IsMade ? 51 : 50).Select(number => $"\"tag{number}\":\"x\""))}}}}}
            """)),
        new("a tag with a bracket in its name", "InvalidTagNameCharacters",
            async (azure, or) => await azure.GroupAnd(() => azure.Account(more: $$$"""
            "tags":{"{{{or["owner", "<owner>"]}}}":"team"}
            """))),
    ];
}
