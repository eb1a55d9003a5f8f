using CsCheck;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;

namespace MlopsInfra.LocalCloud.Tests.Rest;

public sealed class PathAndRangeProperties
{
    private static readonly Gen<string> Name = Gen.Char["abcXYZ019-_."].Array[1, 12].Select(characters => new string(characters));

    [Fact]
    public void A_path_is_read_as_resource_list_or_action_whatever_the_names() =>
        Gen.Select(Name, Name, Name, Name.Array[1, 3]).Sample((group, space, type, children) =>
        {
            var id = $"/subscriptions/s/resourceGroups/{group}/providers/{space}/{type}/n"
                + string.Concat(children.Select(child => $"/{child}/n"));
            var resource = ArmTarget.Parse("GET", id)!;
            var list = ArmTarget.Parse("GET", $"{id}/more")!;
            var action = ArmTarget.Parse("POST", $"{id}/more")!;
            return resource.Kind == TargetKind.Resource && resource.Id!.Value == id
                && resource.Type == $"{space}/{type}" + string.Concat(children.Select(child => $"/{child}"))
                && list.Kind == TargetKind.Collection && list.Id!.Value == id && list.Type == $"{resource.Type}/more"
                && action.Kind == TargetKind.Action && action.Id!.Value == id && action.Action == "more";
        });

    [Fact]
    public void A_range_is_the_part_of_the_content_that_it_says() =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int[1, 20]).Sample((first, last, length) =>
        {
            var expected = Enumerable.Range(0, length).Where(index => index >= first && index <= last).ToList();
            if (last < first) return BlobRange.Parse($"bytes={first}-{last}", length) is null;
            if (first >= length) return Throws(() => BlobRange.Parse($"bytes={first}-{last}", length));
            var range = BlobRange.Parse($"bytes={first}-{last}", length)!.Value;
            return range.Offset == expected[0] && range.Length == expected.Count;
        });

    private static bool Throws(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (StorageException exception)
        {
            return exception.Status == 416;
        }
    }
}
