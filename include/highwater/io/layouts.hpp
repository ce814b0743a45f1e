#pragma once

#include "highwater/version.hpp"

#if !defined(HIGHWATER_COMPILED)
#error "highwater/io/layouts.hpp needs the compiled library: link highwater::highwater"
#endif

#include <vector>

#include "highwater/io/csv.hpp"
#include "highwater/io/vintages.hpp"

/// The files of publishers: nothing but values of options, to be used as they are or changed.
///
///     io::CsvOptions options = io::layouts::world_bank();
///     options.only = {{"Country Code", "ALB"}};
namespace HIGHWATER_NAMESPACE::io::layouts {

/// FRED (Federal Reserve Bank of St. Louis): days and a column a series, "." is missing.
CsvOptions fred();

/// ALFRED, its archive: the same with a column a vintage (GDPC1_20240425).
CsvOptions alfred();

/// The same, read as what was published when.
VintageOptions alfred_vintages();

/// The real-time data of the Federal Reserve Bank of Philadelphia: 2022:Q3, a column a vintage, #N/A.
CsvOptions philadelphia_fed();

/// World Bank, the CSV file of an indicator: lines above the header, a row a country, a column a year.
CsvOptions world_bank();

/// World Bank, DataBank: "2022 [YR2022]", ".." is missing, lines below.
CsvOptions world_bank_databank();

/// Eurostat TSV: several keys in the first column, a column a period, ":" is missing, flags beside the numbers.
CsvOptions eurostat_tsv();

/// SDMX-CSV (Eurostat, ECB, OECD): TIME_PERIOD and OBS_VALUE. A panel needs the columns whose cells name its series.
CsvOptions sdmx_csv(std::vector<Column> keys = {});

/// Office for National Statistics, the CSV file of a series: years, quarters and months in one column, of which one is
/// chosen.
CsvOptions ons(Frequency frequency);

/// Bureau of Labor Statistics: the year and the part of it (M01) in two columns, of which one frequency is chosen; M13 is
/// the year.
CsvOptions bls(Frequency frequency = Frequency::monthly);

/// The same with a year a row.
CsvOptions bls_wide(Frequency frequency = Frequency::monthly);

/// Deutsche Bundesbank: ";", decimal comma, lines of metadata below the header; the column after the value has flags.
CsvOptions bundesbank();

/// Banco de México: Latin-1, days first, N/E is missing.
CsvOptions banxico();

/// International Monetary Fund, World Economic Outlook and similar tables: a row a series, a column a year, tabs, "n/a" and
/// "--", a comma between thousands.
CsvOptions imf();

/// State Bank of Pakistan, EasyData: 31-Oct-2024, a comma between thousands.
CsvOptions sbp();

}  // namespace HIGHWATER_NAMESPACE::io::layouts
