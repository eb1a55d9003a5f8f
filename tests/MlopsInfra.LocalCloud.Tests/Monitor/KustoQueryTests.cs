using MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

namespace MlopsInfra.LocalCloud.Tests.Monitor;

/// <summary>What queries mean. Where Kusto's documentation has an example with its result, it is that one.</summary>
public sealed class KustoQueryTests
{
    private const string Data = "let T = datatable(t: datetime, who: string, ms: real, ok: bool, code: long, p: dynamic) ["
        + "datetime(2026-11-29 10:00), 'ann', 10.0, true, 200, dynamic({'a':1,'tags':['x','y']}), "
        + "datetime(2026-11-29 10:07), 'bob', 30.0, false, 503, dynamic({'a':2}), "
        + "datetime(2026-11-29 10:31), 'ann', 20.0, true, 200, dynamic(null), "
        + "datetime(2026-11-29 11:00), '', real(null), bool(null), 0, dynamic([])]; ";

    private static readonly DateTime Now = new(2026, 11, 29, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    // Choosing rows.
    [InlineData("T | where ok == false | project who", "bob")]
    [InlineData("T | where ok != true | project who", "bob", "")]
    [InlineData("T | where not(ok) and ms > 5 or code in (0, 7) | project code", "503", "0")]
    [InlineData("T | where t > ago(90m) | project t", "2026-11-29T10:31:00.0000000Z", "2026-11-29T11:00:00.0000000Z")]
    [InlineData("T | where t between (datetime(2026-11-29 10:05) .. 30m) | count", "2")]
    [InlineData("T | where isnull(ms) and isempty(who) | count", "1")]
    [InlineData("T | where p.a == 2 | project who", "bob")]
    [InlineData("T | where p['a'] >= 1 and tostring(p.tags[0]) == 'x' | project who", "ann")]
    [InlineData("T | where who in~ ('ANN') | take 1 | project ms", "10")]
    [InlineData("T | where who in (T | where ms > 25 | project who) | project who", "bob")]
    [InlineData("T | distinct who", "ann", "bob", "")]
    // Choosing columns.
    [InlineData("T | project-away t, p, o* | take 1", "ann|10|200")]
    [InlineData("T | project-keep who, ms | project-rename name = who | top 1 by ms", "bob|30")]
    [InlineData("T | extend ms = ms * 2, s = ms / 1000 | where who == 'bob' | project ms, s", "60|0.03")]
    // Grouping.
    [InlineData("T | summarize count(), countif(ok), dcount(who), sum(ms), avg(ms), min(ms), max(ms)", "4|2|3|60|20|10|30")]
    [InlineData("T | summarize n = count() by who | order by n desc, who asc", "ann|2", "|1", "bob|1")]
    [InlineData("T | summarize count() by bin(t, 30m)", "2026-11-29T10:00:00.0000000Z|2", "2026-11-29T10:30:00.0000000Z|1",
        "2026-11-29T11:00:00.0000000Z|1")]
    [InlineData("T | summarize share = 100.0 * countif(ok == false) / count()", "25")]
    [InlineData("T | where false | summarize share = 100.0 * countif(ok == false) / count(), n = count()", "NaN|0")]
    [InlineData("T | where false | summarize count() by who")]
    [InlineData("T | summarize percentile(ms, 50), percentiles(ms, 5, 95)", "20|10|30")]
    [InlineData("T | summarize arg_max(t, ms, ok) by who | where who == 'ann'", "ann|2026-11-29T10:31:00.0000000Z|20|true")]
    [InlineData("T | summarize arg_min(ms, *) | project who", "ann")]
    [InlineData("T | summarize make_set(who), make_list(code)", """["ann","bob",""]|[200,503,200,0]""")]
    [InlineData("T | summarize stdev(ms), avgif(ms, ok), stdevif(ms, ok)", "10|15|7.0710678118654755")]
    // Several tables.
    [InlineData("T | join kind=inner (T | summarize most = max(ms) by who) on who | where ms == most | project who, most",
        "bob|30",
        "ann|20")]
    [InlineData("T | join kind=leftanti (datatable(name: string)['ann']) on $left.who == $right.name | project who", "bob", "")]
    [InlineData("T | where who == 'bob' | join kind=leftouter (datatable(who: string, x: long)['ann', 1]) on who | project who, "
        + "who1, x",
        "bob||")]
    [InlineData("union (T | where ok), (T | where ok == false) | count", "3")]
    [InlineData("T | union withsource=s T | summarize count() by s", "union_arg0|4", "T|4")]
    [InlineData("T | mv-expand tag = p.tags to typeof(string) | where isnotempty(tag) | project who, tag", "ann|x", "ann|y")]
    [InlineData("print n = toscalar(T | summarize max(ms))", "30")]
    [InlineData("range x from 1 to 5 step 2 | extend y = x * x", "1|1", "3|9", "5|25")]
    [InlineData("T | count | render timechart with (title='x')", "4")]
    public void A_query_gives_these_rows(string query, params string[] rows) => Assert.Equal(rows, Rows(Data + query));

    [Theory]
    [InlineData("bin(7, 5)", "5")]
    [InlineData("bin(-7, 5)", "-10")]
    [InlineData("bin(4.5, 1)", "4")]
    [InlineData("bin(datetime(1970-05-11 13:45:07), 1d)", "1970-05-11T00:00:00.0000000Z")]
    [InlineData("bin(16d, 7d)", "14.00:00:00")]
    [InlineData("datetime_diff('year', datetime(2017-01-01), datetime(2000-12-31))", "17")]
    [InlineData("datetime_diff('quarter', datetime(2017-07-01), datetime(2017-03-30))", "2")]
    [InlineData("datetime_diff('month', datetime(2017-01-01), datetime(2015-12-30))", "13")]
    [InlineData("datetime_diff('day', datetime(2017-10-29 23:59:59.9999999), datetime(2017-09-30 00:00))", "29")]
    [InlineData("datetime_diff('hour', datetime(2017-10-31 01:00), datetime(2017-10-30 23:59))", "2")]
    [InlineData("datetime_diff('minute', datetime(2017-10-30 23:05:01), datetime(2017-10-30 23:00:59))", "5")]
    [InlineData("round(2.98765, 3)", "2.988")]
    [InlineData("round(15, -2)", "0")]
    [InlineData("strcat('a', 1, true)", "a1true")]
    [InlineData("substring('123456', 1)", "23456")]
    [InlineData("substring('ABCD', 0, 2)", "AB")]
    [InlineData("split('aa_bb', '_')", """["aa","bb"]""")]
    [InlineData("extract('x=([0-9.]+)', 1, 'hello x=45.6|wo') == '45.6'", "true")]
    [InlineData("parse_json('{\"a\":[1,{\"b\":2}]}').a[1].b + 1", "3")]
    [InlineData("iff(1 > 2, 'x', 'y')", "y")]
    [InlineData("case(1 > 2, 'x', 2 > 1, 'y', 'z')", "y")]
    [InlineData("coalesce(tolong('not a number'), tolong('42'), 33)", "42")]
    [InlineData("toint('7') / 2", "3")]
    [InlineData("7 / 2.0", "3.5")]
    [InlineData("1 / 0", "")]
    [InlineData("-2 * -3 - 1", "5")]
    [InlineData("1h / 15m", "4")]
    [InlineData("2 * 90s", "00:03:00")]
    [InlineData("now() - ago(1d)", "1.00:00:00")]
    [InlineData("datetime(2026-11-29) + 12h == now()", "true")]
    [InlineData("startofmonth(now())", "2026-11-01T00:00:00.0000000Z")]
    [InlineData("'Microsoft.Logic/workflows/workflowRunCompleted' has 'workflowruncompleted'", "true")]
    [InlineData("'NotReady,MemoryPressure' has 'Ready'", "false")]
    [InlineData("'429 Too Many' startswith '429'", "true")]
    [InlineData("'abc' !contains 'B' or 'abc' contains_cs 'B'", "false")]
    [InlineData("'Abc' =~ 'aBC' and 'a' !~ 'b'", "true")]
    [InlineData("'abc' matches regex '^a.c$'", "true")]
    [InlineData("'x' has_any ('y', 'x')", "true")]
    [InlineData("3 in (dynamic([1,2,3]))", "true")]
    [InlineData("2 !between (1 .. 3)", "false")]
    [InlineData("array_length(dynamic([1,2]))", "2")]
    [InlineData("isnotempty('') or isnotnull(dynamic(null))", "false")]
    [InlineData("@'a\\b' == 'a\\\\b'", "true")]
    public void An_expression_has_this_value(string expression, string value) =>
        Assert.Equal([value], Rows($"print {expression}"));

    [Theory]
    [InlineData("T | summarize count() by bin(t, 1h), who", "t who count_")]
    [InlineData("T | summarize max(ms), arg_max(t, who), percentile(ms, 99.5), 1.0 * count()",
        "max_ms t who percentile_ms_99_5 Column1")]
    [InlineData("T | project p.a, tostring(p['tags']), ms + 1, upper = toupper(who)", "p_a p_tags Column1 upper")]
    [InlineData("T | join T on who | project-away p, p1", "t who ms ok code t1 who1 ms1 ok1 code1")]
    [InlineData("print 1, x = 2", "print_0 x")]
    public void Columns_without_a_name_get_Kustos(string query, string columns) => Assert.Equal(columns,
        string.Join(' ', PipelineEvaluator.Run(Data + query, new NoTables(), Now).Columns.Select(column => column.Name)));

    [Theory]
    [InlineData("T | where", "SYN0002", 1, 10)]
    [InlineData("T | where who ==", "SYN0002", 1, 17)]
    [InlineData("T | project who |", "SYN0002", 1, 18)]
    [InlineData("T | where who == 'a", "SYN0002", 1, 18)]
    [InlineData("print dynamic({'a':1,'a':2})", "SYN0002", 1, 7)]
    [InlineData("T\n| make-series count() on t step 1h", KustoException.NotServed, 2, 3)]
    [InlineData("T | extend x = geo_distance_2points(1, 2, 3, 4)", KustoException.NotServed, 1, 16)]
    [InlineData("T | where count() > 1", KustoException.NotServed, 1, 11)]
    [InlineData("T | project missing", "SEM0100", 1, 13)]
    [InlineData("Missing | take 1", "SEM0100", 1, 1)]
    [InlineData("T | where who == 1", "SEM0064", 1, 15)]
    [InlineData("T | where who", "SEM0069", 1, 11)]
    [InlineData("T | extend x = who + 1", "SEM0062", 1, 20)]
    [InlineData("T | where who matches regex '('", "SEM0420", 1, 15)]
    [InlineData("T | extend x = iff(true)", "SEM0219", 1, 16)]
    [InlineData("range x from 1 to 5 step 0", "SEM0001", 1, 1)]
    [InlineData("range x from 1 to 100000000 step 1", "E_QUERY_RESULT_SET_TOO_LARGE", 1, 1)]
    [InlineData("print datetime_add('year', 9000, now())", "E_RUNTIME_ERROR", 1, 1)]
    public void What_can_not_be_answered_is_told_with_its_place(string query, string code, int line, int column)
    {
        var text = query.StartsWith('T')
            ? $"{Data.Replace("\n", " ", StringComparison.Ordinal)}\n{query}" : query;
        var exception = Assert.Throws<KustoException>(() => Rows(text));
        var (found, at) = exception.PlaceIn(text);
        Assert.Equal((code, line, column), (exception.Code, text == query ? found : found - 1, at));
    }

    [Fact]
    public void What_is_missing_is_named_with_what_there_is()
    {
        var error = Assert.Throws<KustoException>(() => Rows($"{Data} T | evaluate pivot(who)"));
        Assert.Contains("operator 'evaluate'", error.Message, StringComparison.Ordinal);
        Assert.Contains("summarize", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("not(", ")")]
    [InlineData("-", "")]
    public void A_query_that_is_nested_without_end_is_refused(string open, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 100_000)) + "1" + string.Concat(Enumerable.Repeat(close, 100_000));
        Assert.Throws<KustoException>(() => Rows($"print {deep}"));
        Assert.Throws<KustoException>(() => Rows($"print {string.Join(" + ", Enumerable.Repeat("1", 100_000))}"));
    }

    [Theory]
    [InlineData("0x.")]
    [InlineData("0x1.5")]
    [InlineData("0x")]
    public void A_number_of_no_form_is_refused(string number) =>
        Assert.Throws<KustoException>(() => Rows($"print {number}"));

    private static string[] Rows(string query) => [.. PipelineEvaluator.Run(query, new NoTables(), Now).Rows
        .Select(row => string.Join('|', row.Select(KustoValues.Text)))];

    private sealed class NoTables : IKustoTables
    {
        public IReadOnlyList<string> Names => [];

        public KustoTable? Find(string name) => null;
    }
}
