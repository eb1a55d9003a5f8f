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
        new("a long name of a tag", "BadRequest", (azure, or) => Group(azure, new string('x', or.IsMade ? 513 : 512), "x")),
        new("a long value of a tag", "BadRequest", (azure, or) => Group(azure, "owner", new string('x', or.IsMade ? 257 : 256))),
        // hashicorp/terraform-provider-azurerm 1511
        new("a name of a storage account's tag that only other resources take", "MaxTagKeyLengthExceeded",
            async (azure, or) => await azure.GroupAnd(() => azure.Account(more: $$$"""
            "tags":{"{{{new string('x', or.IsMade ? 129 : 128)}}}":"x"}
            """))),
    ];

    private static Task Group(CloudProgram azure, string name, string value) => azure.Add("resources:ResourceGroup", "rg",
        $$$"""{"resourceGroupName":"rg","location":"westeurope","tags":{"{{{name}}}":"{{{value}}}"} }""");
}
